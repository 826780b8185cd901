import type { Clock, EventStore } from '@talentloop/event-sourcing';
import { KurrentEventStore } from '@talentloop/event-store-kurrentdb';
import { PostgresEventStore, type QueueLimits } from '@talentloop/event-store-postgres';
import type { Pool } from 'pg';

type Environment = Readonly<Record<string, string | undefined>>;

/** The log of one service, to be opened and ended by whoever runs the service. */
export interface ServiceLog extends EventStore {
  migrate(): Promise<void>;
  close(): Promise<void>;
}

/** Where the services of a process keep their logs. */
export interface LogEngine {
  /** Whether positions have no holes, so that a missing event shows as a missing position. */
  readonly gapless: boolean;
  open(service: {
    readonly schema: string;
    readonly pool: Pool;
    readonly clock: Clock;
    /** How much may wait for its commit; the log's own default without. */
    readonly queue?: QueueLimits;
  }): ServiceLog;
}

const postgres: LogEngine = {
  gapless: true,
  open: (service) => new PostgresEventStore(service),
};

const kurrent = (connectionString: string, installation: string | undefined): LogEngine => ({
  gapless: false,
  open: ({ schema, pool, clock }) =>
    new KurrentEventStore({
      ...{ connectionString, schema, pool, clock },
      namespace: installation ? `${installation}.${schema}` : schema,
    }),
});

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
