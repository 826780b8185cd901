import type { Caller, Json, TestInstallation } from '@talentloop/testing/journeys';
import { triesEveryOffer } from '../../faults/steps/counts';
import type { As, Who } from './world';

/** A resource made for one question, with what its commands need to succeed. */
export interface Thing {
  /** Such as `/cases/<id>`. */
  readonly path: string;
  readonly talentId: string;
  readonly needs?: Readonly<Record<string, string>>;
}

/** A kind of resource: its actions, its callers, and how to bring a resource into each status. */
export interface Kind {
  readonly personas: readonly Who[];
  /** The paths of its commands after its own path, including those of its parts. */
  readonly actions: (body: Json) => readonly string[];
  /** A body without mistakes. */
  readonly bodyOf: (action: string, thing: Thing) => object;
  readonly ways: Readonly<Record<string, (as: As) => Promise<Thing>>>;
  /** Waits until no other service changes the resource any more. */
  readonly atRest?: (as: As, thing: Thing) => Promise<unknown>;
}

/** Every offered action, including those of the parts, as a path after the resource's path. */
const offersIn = (body: Json, path: string): readonly string[] => {
  if (typeof body !== 'object' || body === null) return [];
  const own: Json[] = body.allowedActions ?? [];
  const within = Object.values<Json>(body).flatMap((part) =>
    Array.isArray(part) ? part.flatMap((each: Json) => offersIn(each, path)) : [],
  );
  return [...own.map(({ href }) => String(href).slice(path.length + 1)), ...within];
};

export interface Stage {
  readonly as: (who: Who, talentId?: string) => Caller;
}

/** One caller for each persona, and one for each talent. */
export const stageOn = ({ as }: Pick<TestInstallation, 'as'>): Stage => {
  const callers = new Map<string, Caller>();
  return {
    as(who, talentId) {
      const name = who === 'talent' ? `talent ${talentId}` : who;
      const caller = callers.get(name) ?? as(who, who === 'talent' ? talentId : undefined);
      callers.set(name, caller);
      return caller;
    },
  };
};

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** `documents/:/verify`: the same action for any part. */
const shapeOf = (action: string): string => action.replace(UUID, ':');

const look = async (caller: Caller, thing: Thing): Promise<Json> => {
  const { status, body } = await caller.get(thing.path);
  return status === 200 ? body : undefined;
};

/** The actions that were not offered to a caller and that the service carried out nevertheless. */
const doneUnoffered = async (
  { actions, bodyOf }: Kind,
  thing: Thing,
  { caller, offered, seen }: { caller: Caller; offered: readonly string[]; seen: Json },
): Promise<string[]> => {
  const lies: string[] = [];
  for (const action of actions(seen).filter((each) => !offered.includes(each))) {
    const reply = await caller.post(`${thing.path}/${action}`, bodyOf(action, thing));
    const isRefused = [403, 404, 409].includes(reply.status);
    const isSo = reply.status === 200 && reply.body.revision === seen.revision;
    if (!isRefused && !isSo) lies.push(`not offered ${shapeOf(action)}: ${reply.status}`);
  }
  return lies;
};

/** Makes a new resource and tries an action that was offered on a resource like it. */
const granted = async (
  kind: Kind,
  other: Thing,
  caller: Caller,
  action: string,
): Promise<string[]> => {
  const again = offersIn(await look(caller, other), other.path);
  const same = again.find((each) => shapeOf(each) === shapeOf(action));
  if (same === undefined) return [`offered once ${action}`];
  const reply = await caller.post(`${other.path}/${same}`, kind.bodyOf(same, other));
  if (reply.status < 300) return [];
  return [`offered ${shapeOf(action)}: ${reply.status} ${reply.body.code}`];
};

/**
 * For every caller in one status: actions that succeed although they are not offered, and actions
 * that fail although they are offered.
 */
export const liesOf = async (kind: Kind, way: string, { as }: Stage): Promise<string[]> => {
  const make = kind.ways[way];
  if (!make) throw new Error(`no way ${way}`);
  const thing = await make(as);
  await kind.atRest?.(as, thing);
  const seen = await look(as('auditor'), thing);
  const tried = new Set<string>();
  const lies: string[] = [];
  for (const who of kind.personas) {
    const caller = as(who, thing.talentId);
    const offered = offersIn(await look(caller, thing), thing.path);
    lies.push(...(await doneUnoffered(kind, thing, { caller, offered, seen })));
    const untried = offered.filter((action) => triesEveryOffer || !tried.has(shapeOf(action)));
    untried.forEach((action) => tried.add(shapeOf(action)));
    const refused = await Promise.all(
      untried.map(async (action) => {
        const other = await make(as);
        return granted(kind, other, as(who, other.talentId), action);
      }),
    );
    lies.push(...refused.flat().map((lie) => `${who}: ${lie}`));
  }
  const kept = await look(as('auditor'), thing);
  if (kept.revision !== seen.revision) lies.push('what was refused has changed it');
  return lies;
};
