import { randomUUID } from 'node:crypto';
import type { Clock } from '@talentloop/event-sourcing';
import { KurrentEventStore } from '@talentloop/event-store-kurrentdb';
import { type StoreUnderTest, testDatabase } from '@talentloop/testing';
import { Pool } from 'pg';
import { StandIn } from './stand-in';

/** A real server to test against, where one is given; else a stand-in is started. */
const REAL = process.env['EVENTSTORE_TEST_CONNECTION_STRING'];

export interface ServedLogs {
  readonly connectionString: string;
  /** What the real one cannot be asked to do; absent there. */
  readonly standIn?: StandIn;
  stop(): Promise<void>;
}

/** Somewhere to keep logs: the real server's, or an empty stand-in's. */
export const serveLogs = async (): Promise<ServedLogs> => {
  if (REAL) return { connectionString: REAL, stop: async () => undefined };
  const standIn = await StandIn.start();
  return {
    ...{ connectionString: standIn.connectionString, standIn },
    stop: async () => standIn.stop(),
  };
};

/** Logs on one server and one database, each with a namespace of its own. */
export interface Logs {
  make(clock?: Clock): Promise<StoreUnderTest & { readonly store: KurrentEventStore }>;
  stop(): Promise<void>;
}

export const startLogs = async (): Promise<Logs> => {
  const database = await testDatabase();
  const served = await serveLogs();
  const { connectionString } = served;
  return {
    async make(clock) {
      const schema = `log_${randomUUID().replaceAll('-', '')}`;
      const opened: KurrentEventStore[] = [];
      const pool = new Pool({ connectionString: database.connectionString });
      const reopen = async (): Promise<KurrentEventStore> => {
        const store = new KurrentEventStore({
          connectionString,
          schema,
          pool,
          ...(clock && { clock }),
        });
        opened.push(store);
        await store.migrate();
        return store;
      };
      const close = async (): Promise<void> => {
        for (const store of opened) await store.close();
        await pool.end();
      };
      return { store: await reopen(), reopen, close };
    },
    async stop() {
      await served.stop();
      await database.drop();
    },
  };
};
