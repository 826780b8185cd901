import { setTimeout as sleep } from 'node:timers/promises';
import { readModelsAnswer } from '../audit/answers';
import { inkOf } from '../drawing/ink';
import { Installation } from '../installation';
import { CannotAnswer, type ExitCode, FINDING, FINE, type Surroundings } from '../surroundings';
import { drawRebuild } from './draw-rebuild';
import { progressBar } from './progress-bar';
import { askedAnswer, rebuildAnswer, type RebuildItem } from './rebuild-answers';

export interface RebuildOptions {
  readonly json?: true;
  /** Rebuild every read model instead of the named ones. */
  readonly all?: true;
  /** Switch even if rows differ. */
  readonly acceptDifferences?: true;
  /** If false, the command requests the rebuild and does not wait for it. */
  readonly wait?: boolean;
}

const LOOK_EVERY_MS = 300;

const operations = (surroundings: Surroundings): Promise<Installation> =>
  Installation.find(surroundings, 'operator');

const pathOf = (name: string): string => `/read-models/${encodeURIComponent(name)}/rebuild`;

/**
 * The rebuilds of a name, from every address that has the read model.
 * @throws CannotAnswer if none has it.
 */
const lookAt = async (
  installation: Installation,
  name: string,
): Promise<readonly RebuildItem[]> => {
  const found = await installation.everywhere('GET', pathOf(name), rebuildAnswer);
  if (found.length === 0) throw new CannotAnswer(`${name} was never rebuilt.`);
  return found;
};

const lookAtAll = async (
  installation: Installation,
  names: readonly string[],
): Promise<readonly RebuildItem[]> =>
  (await Promise.all(names.map((name) => lookAt(installation, name)))).flat();

const isWorking = ({ state }: RebuildItem): boolean =>
  ['building', 'catching-up', 'comparing'].includes(state);

/** Follows the rebuilds until no worker works on any of them. */
const follow = async (
  surroundings: Surroundings,
  installation: Installation,
  names: readonly string[],
): Promise<readonly RebuildItem[]> => {
  const bar = progressBar(surroundings);
  try {
    let items = await lookAtAll(installation, names);
    bar.show(items);
    while (items.some(isWorking)) {
      await sleep(LOOK_EVERY_MS);
      items = await lookAtAll(installation, names);
      bar.show(items);
    }
    return items;
  } finally {
    bar.end();
  }
};

const say = (
  { write, colour, columns }: Surroundings,
  items: readonly RebuildItem[],
  json: true | undefined,
): ExitCode => {
  if (json) write(`${JSON.stringify({ items }, null, 2)}\n`);
  else {
    const lines = items.flatMap((item) => drawRebuild(item, inkOf(colour), columns));
    write(`${lines.join('\n')}\n`);
  }
  const bad = items.some(({ state }) => ['held', 'failed', 'cancelled'].includes(state));
  return bad ? FINDING : FINE;
};

/**
 * Requests from each address those of the read models that it has, or all of them, and returns
 * their names.
 * @throws CannotAnswer for a name that no address has.
 */
const ask = async (
  installation: Installation,
  names: readonly string[] | 'all',
): Promise<readonly string[]> => {
  const places = await Promise.all(
    installation.apart().map(async (at) => {
      const [answer] = await at.everywhere('GET', '/read-models', readModelsAnswer);
      const known = new Set(answer?.items.map(({ name }) => name));
      return { at, here: [...known].filter((name) => names === 'all' || names.includes(name)) };
    }),
  );
  const found = new Set(places.flatMap(({ here }) => here));
  const unknown = (names === 'all' ? [] : names).filter((name) => !found.has(name));
  if (unknown.length > 0) throw new CannotAnswer(`There is no read model ${unknown.join(', ')}.`);
  for (const { at, here } of places) {
    if (here.length === 0) continue;
    await at.everywhere('POST', '/read-models/rebuild', askedAnswer, { names: here });
  }
  return [...found];
};

/**
 * Rebuilds read models beside the live ones. Rows that differ hold the switch and are a finding.
 */
export const rebuild = async (
  surroundings: Surroundings,
  given: readonly string[],
  { json, all, acceptDifferences, wait = true }: RebuildOptions,
): Promise<ExitCode> => {
  if ((all ?? false) === given.length > 0)
    throw new CannotAnswer('Give the names of read models, or --all.');
  const installation = await operations(surroundings);
  const names = await ask(installation, all ? 'all' : given);
  if (!wait) return say(surroundings, await lookAtAll(installation, names), json);
  const items = await follow(surroundings, installation, names);
  const held = items.filter(({ state }) => state === 'held').map(({ name }) => name);
  if (!acceptDifferences || held.length === 0) return say(surroundings, items, json);
  for (const name of held) {
    await installation.everywhere('POST', `${pathOf(name)}/accept`, rebuildAnswer, {});
  }
  return say(surroundings, await follow(surroundings, installation, names), json);
};

/** Sends one request about a rebuild and shows the rebuild afterwards. */
const settle = async (
  surroundings: Surroundings,
  name: string,
  json: true | undefined,
  request: (installation: Installation) => Promise<readonly unknown[]>,
): Promise<readonly RebuildItem[]> => {
  const installation = await operations(surroundings);
  if ((await request(installation)).length === 0) throw new CannotAnswer(`${name} has no rebuild.`);
  const items = await follow(surroundings, installation, [name]);
  say(surroundings, items, json);
  return items;
};

const ended = (items: readonly RebuildItem[], state: string): ExitCode =>
  items.every((item) => item.state === state) ? FINE : FINDING;

/** Cancels a rebuild. The live rows stay. */
export const cancel = async (
  surroundings: Surroundings,
  name: string,
  { json }: RebuildOptions,
): Promise<ExitCode> => {
  const items = await settle(surroundings, name, json, (installation) =>
    installation.everywhere('DELETE', pathOf(name), rebuildAnswer),
  );
  return ended(items, 'cancelled');
};

/** Accepts the rebuilt rows of a held rebuild, with their differences. */
export const accept = async (
  surroundings: Surroundings,
  name: string,
  { json }: RebuildOptions,
): Promise<ExitCode> => {
  const items = await settle(surroundings, name, json, (installation) =>
    installation.everywhere('POST', `${pathOf(name)}/accept`, rebuildAnswer, {}),
  );
  return ended(items, 'switched');
};

/** Puts the tables before the last switch back in place. */
export const rollBack = async (
  surroundings: Surroundings,
  name: string,
  { json }: RebuildOptions,
): Promise<ExitCode> => {
  const path = `/read-models/${encodeURIComponent(name)}/rollback`;
  const items = await settle(surroundings, name, json, (installation) =>
    installation.everywhere('POST', path, rebuildAnswer, {}),
  );
  return ended(items, 'switched');
};
