import type { Clock, EventStore, MovableLog } from '@talentloop/event-sourcing';
import { KurrentEventStore, MovableKurrentLog } from '@talentloop/event-store-kurrentdb';
import {
  MovablePostgresLog,
  PostgresEventStore,
  type QueueLimits,
} from '@talentloop/event-store-postgres';
import type { Pool } from 'pg';

type Environment = Readonly<Record<string, string | undefined>>;

interface Opened {
  migrate(): Promise<void>;
  close(): Promise<void>;
}

/** The log of one service, to be opened and ended by whoever runs the service. */
export type ServiceLog = EventStore & Opened;

/** Whose log, and the PostgreSQL where what belongs to it is kept. */
interface LogOwner {
  readonly schema: string;
  readonly pool: Pool;
  readonly clock: Clock;
  /** How much may wait for its commit; the log's own default without. */
  readonly queue?: QueueLimits;
}

/** Where the services of a process keep their logs. */
export interface LogEngine {
  /** Whether positions have no holes, so that a missing event shows as a missing position. */
  readonly gapless: boolean;
  open(owner: LogOwner): ServiceLog;
  /** The same log for whoever takes it to another store, or brings it from there. */
  openToMove(owner: LogOwner): MovableLog & Opened;
}

const postgres: LogEngine = {
  gapless: true,
  open: (owner) => new PostgresEventStore(owner),
  openToMove: (owner) => new MovablePostgresLog(owner),
};

const kurrent = (connectionString: string, installation: string | undefined): LogEngine => {
  const optionsFor = ({ schema, pool, clock }: LogOwner) => ({
    connectionString,
    schema,
    pool,
    clock,
    namespace: installation ? `${installation}.${schema}` : schema,
  });
  return {
    gapless: false,
    open: (owner) => new KurrentEventStore(optionsFor(owner)),
    openToMove: (owner) => new MovableKurrentLog(optionsFor(owner)),
  };
};

/**
 * EVENT_STORE is `postgres` (the default) or `kurrentdb`, on the server or cluster that
 * EVENTSTORE_CONNECTION_STRING names. Installations that share one tell their streams apart by
 * EVENTSTORE_NAMESPACE.
 */
export const logEngineOf = (environment: Environment): LogEngine => {
  const engine = environment['EVENT_STORE'] ?? 'postgres';
  const server = environment['EVENTSTORE_CONNECTION_STRING'];
  if (engine === 'postgres') return postgres;
  if (engine !== 'kurrentdb') throw new Error('EVENT_STORE must be postgres or kurrentdb.');
  if (server) return kurrent(server, environment['EVENTSTORE_NAMESPACE']);
  throw new Error('With EVENT_STORE=kurrentdb, EVENTSTORE_CONNECTION_STRING must name the server.');
};
