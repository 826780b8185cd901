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

/** The log of one service. The process that runs the service opens it and closes it. */
export type ServiceLog = EventStore & Opened;

/** The service that owns the log, and the PostgreSQL database for the tables that belong to it. */
interface LogOwner {
  readonly schema: string;
  readonly pool: Pool;
  readonly clock: Clock;
  /** How much may wait for its commit. Without it the log uses its own default. */
  readonly queue?: QueueLimits;
}

/** The store that holds the logs of a process. */
export interface LogEngine {
  /** Whether positions have no gaps, so that a missing event leaves a missing position. */
  readonly gapless: boolean;
  open(owner: LogOwner): ServiceLog;
  /** The same log, for a command that exports or imports it. */
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
 * Reads EVENT_STORE, which is `postgres` (the default) or `kurrentdb`. KurrentDB is the server or
 * cluster that EVENTSTORE_CONNECTION_STRING names. Installations that share one give their streams
 * different names with EVENTSTORE_NAMESPACE.
 */
export const logEngineOf = (environment: Environment): LogEngine => {
  const engine = environment['EVENT_STORE'] ?? 'postgres';
  const server = environment['EVENTSTORE_CONNECTION_STRING'];
  if (engine === 'postgres') return postgres;
  if (engine !== 'kurrentdb') throw new Error('EVENT_STORE must be postgres or kurrentdb.');
  if (server) return kurrent(server, environment['EVENTSTORE_NAMESPACE']);
  throw new Error('With EVENT_STORE=kurrentdb, EVENTSTORE_CONNECTION_STRING must name the server.');
};
