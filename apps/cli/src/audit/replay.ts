import { inkOf } from '../drawing/ink';
import { instantOf } from '../drawing/moments';
import { categories, Installation } from '../installation';
import { CannotAnswer, type ExitCode, FINDING, FINE, type Surroundings } from '../surroundings';
import { historyAnswer, resourceAnswer, stateAnswer } from './answers';
import { drawTimeline } from './draw-timeline';
import type { AsOf, Story } from './story';

export interface ReplayOptions {
  readonly at?: string;
  readonly step?: true;
  readonly json?: true;
}

const NUMBER = /^SC-[A-Z]+-\d{4}-\d{6,}$/i;
const WIDTH_MAX = 120;
const WIDTH_MIN = 60;

interface Target {
  readonly category: string;
  readonly id: string;
}

/** Reads `SC-LOOP-2026-000123` or `<category>/<id>`. @throws CannotAnswer */
const targetOf = (typed: string): Target => {
  if (NUMBER.test(typed)) return { category: 'cases', id: typed.toUpperCase() };
  const [category = '', id = '', ...more] = typed.split('/');
  if (categories.includes(category) && id !== '' && more.length === 0) return { category, id };
  throw new CannotAnswer(
    `${typed} is neither a case number nor <category>/<id>; categories: ${categories.join(', ')}`,
  );
};

const idOf = async (installation: Installation, { category, id }: Target): Promise<string> => {
  if (!NUMBER.test(id)) return id;
  const found = await installation.find(category, `/cases/${id}`, resourceAnswer);
  if (!found) throw new CannotAnswer(`There is no case ${id}.`);
  return found.id;
};

const tellStory = async (
  installation: Installation,
  target: Target,
  at: string | undefined,
): Promise<Story> => {
  const { category } = target;
  const id = await idOf(installation, target);
  const place = `/audit/${category}/${encodeURIComponent(id)}`;
  const history = await installation.find(category, `${place}/history`, historyAnswer);
  const last = history?.items.findLast(({ unreadable }) => unreadable === undefined);
  if (!history || !last) throw new CannotAnswer(`There is nothing at ${category}/${id}.`);
  const state = (query: string) =>
    installation.find(category, `${place}/state?${query}`, stateAnswer);
  const [now, then] = await Promise.all([
    state(`revision=${last.revision}`),
    at === undefined ? undefined : state(`at=${at}`),
  ]);
  if (!now) throw new CannotAnswer(`The state of ${category}/${id} cannot be shown.`);
  const asOf: AsOf | undefined =
    at === undefined ? undefined : { at, ...(then && { state: then }) };
  return { category, id, items: history.items, now, ...(asOf && { asOf }) };
};

/** Draws how a resource came to be, or prints it as one JSON document. */
export const replay = async (
  surroundings: Surroundings,
  typed: string,
  options: ReplayOptions,
): Promise<ExitCode> => {
  const target = targetOf(typed);
  const at = options.at === undefined ? undefined : instantOf(options.at);
  if (options.at !== undefined && at === undefined) {
    throw new CannotAnswer(`${options.at} is no instant: 2026-03-04T12:00 is one, in UTC+8.`);
  }
  const installation = await Installation.find(surroundings);
  const story = await tellStory(installation, target, at);
  const sound = story.items.every(({ verified }) => verified);
  if (options.json)
    surroundings.write(`${JSON.stringify({ ...story, verified: sound }, null, 2)}\n`);
  else await show(surroundings, story, options.step === true);
  return sound ? FINE : FINDING;
};

const show = async (surroundings: Surroundings, story: Story, step: boolean): Promise<void> => {
  const { columns, colour, write, more } = surroundings;
  const width = Math.max(WIDTH_MIN, Math.min(columns, WIDTH_MAX));
  const blocks = drawTimeline(story, { ink: inkOf(colour), width });
  for (const [i, block] of blocks.entries()) {
    write(`${block.join('\n')}\n`);
    const left = blocks.length - 1 - i;
    if (step && i > 0 && left > 0 && !(await more(`${left} to come`))) return;
  }
};
