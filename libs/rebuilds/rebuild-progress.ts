import type { EventStore, Position, ReadModel } from '@talentloop/event-sourcing';
import { createHmac, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { type Queryable, withClient } from '@talentloop/log-following';
import { existing } from './live-at-rest';
import { qualified } from '@talentloop/projections';
import {
  type DifferenceAt,
  OPEN,
  type Proof,
  type RebuildKind,
  type RebuildRecord,
  type RebuildState,
  WORKING,
} from './rebuild-record';
import { findBuilt } from '@talentloop/projections';
import { liveTables, previousTables, rebuiltTables, type TableSet } from '@talentloop/projections';

/** A row that differs, as it is on each side; null where it does not exist. */
interface RebuildDifference extends DifferenceAt {
  readonly live: object | null;
  readonly rebuilt: object | null;
}

/** How far the rebuild of one read model of one service is. */
export interface RebuildProgress {
  readonly service: string;
  readonly name: string;
  readonly jobId: string;
  readonly kind: RebuildKind;
  readonly state: RebuildState;
  /** The position up to which the new rows are folded. */
  readonly done: Position;
  /** The position up to which they will be folded. */
  readonly total: Position;
  readonly eventsPerSecond: number;
  /** Seconds until `done` reaches `total` at the present rate; absent without a rate. */
  readonly eta?: number;
  /** How many rows differ. While the rebuild is held, `differences` has the first hundred. */
  readonly differing: number;
  readonly differences: readonly RebuildDifference[];
  /** What was compared and found equal. */
  readonly proof?: Proof;
  readonly cause?: string;
}

export interface ProgressOf {
  readonly service: string;
  readonly schema: string;
  readonly pool: Pool;
  readonly store: EventStore;
}

/** A record of a rebuild as an operator sees it. */
export const progressOf = async (
  { service, schema, pool, store }: ProgressOf,
  readModel: ReadModel,
  record: RebuildRecord,
): Promise<RebuildProgress> => {
  const { jobId, kind, state, differing, proof, cause } = record;
  const { name } = readModel;
  const isOpen = OPEN.includes(state);
  const candidate = kind === 'rebuild' ? rebuiltTables(name, jobId) : previousTables(name);
  const made = await withClient(pool, (client) => findBuilt(client, schema, candidate.checkpoint));
  const done = isOpen ? (made?.position ?? 0) : record.position;
  const total = state === 'switched' ? done : Math.max(done, await store.head());
  const eventsPerSecond = WORKING.includes(state) ? record.eventsPerSecond : 0;
  const left = state === 'switched' ? 0 : total - done;
  const eta = eventsPerSecond > 0 ? Math.ceil(left / eventsPerSecond) : undefined;
  const differences =
    state === 'held'
      ? await withClient(pool, (client) => rowsOf(client, schema, readModel, candidate, record))
      : [];
  return {
    service,
    name,
    jobId,
    kind,
    state,
    done,
    total,
    eventsPerSecond,
    ...(left === 0 ? { eta: 0 } : eta === undefined ? {} : { eta }),
    differing,
    differences,
    ...(proof && { proof }),
    ...(cause !== undefined && { cause }),
  };
};

/** The differing rows as they are on both sides now. Nothing stores the compared rows. */
const rowsOf = async (
  client: Queryable,
  schema: string,
  readModel: ReadModel,
  candidate: TableSet,
  { differences }: RebuildRecord,
): Promise<readonly RebuildDifference[]> => {
  const keys = differences.map(({ key }) => key);
  const live = await rowsIn(client, schema, liveTables(readModel.name), keys);
  const rebuilt = await rowsIn(client, schema, candidate, keys);
  const shown = readModel.opensPersonal ? masked() : (row: object) => row;
  return differences.map((difference) => {
    const [before, after] = [live.get(idOf(difference)), rebuilt.get(idOf(difference))];
    return {
      ...difference,
      live: before ? shown(before) : null,
      rebuilt: after ? shown(after) : null,
    };
  });
};

const idOf = ({ key, position }: DifferenceAt): string =>
  position === undefined ? key : `${key}@${position}`;

const rowsIn = async (
  client: Queryable,
  schema: string,
  tables: TableSet,
  keys: readonly string[],
): Promise<ReadonlyMap<string, object>> => {
  const found = new Map<string, object>();
  for (const name of await existing(client, schema, tables)) {
    const { rows } = await client.query<{ key: string; position: string; whole: object }>(
      `select key, position, row_to_json(t) as whole from ${qualified(schema, name)} as t
         where key = any($1)`,
      [keys],
    );
    for (const { key, position, whole } of rows) {
      const id = name === tables.versions ? { key, position: Number(position) } : { key };
      found.set(idOf(id), whole);
    }
  }
  return found;
};

/** Codes, ids, days and instants contain nothing personal; other texts may. */
const CODE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$|^[0-9a-f-]{36}$|^[A-Z]{2,4}-[A-Z]+-\d{4}-\d+$/;
const TIME = /^\d{4}-\d\d-\d\d([T ][\d:.]+(Z|[+-]\d\d(:\d\d)?))?$/;

/**
 * Shows which texts of a row differ without showing the texts. Each text appears as its length and
 * a digest with a key that is thrown away afterwards. Equal texts have equal digests within one
 * answer.
 */
const masked = (): ((row: object) => object) => {
  const key = randomBytes(32);
  const mask = (value: unknown): unknown => {
    if (typeof value === 'string') {
      if (CODE.test(value) || TIME.test(value)) return value;
      const digest = createHmac('sha256', key).update(value).digest('hex').slice(0, 8);
      return `(text of ${value.length}, #${digest})`;
    }
    if (Array.isArray(value)) return value.map(mask);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, it]) => [name, mask(it)]));
  };
  return (row) => mask(row) as object;
};

/** The position of a rebuild's tables, which is stored when the rebuild is cancelled. */
export const positionOf = async (
  client: Queryable,
  schema: string,
  { readModel, jobId }: Pick<RebuildRecord, 'readModel' | 'jobId'>,
): Promise<Position> => {
  const { checkpoint } = rebuiltTables(readModel, jobId);
  return (await findBuilt(client, schema, checkpoint))?.position ?? 0;
};
