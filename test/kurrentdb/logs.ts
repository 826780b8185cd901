import { randomUUID } from 'node:crypto';
import type { Clock } from '@talentloop/event-sourcing';
import { KurrentEventStore } from '@talentloop/event-store-kurrentdb';
import { type StoreUnderTest, testDatabase } from '@talentloop/testing';
import { Pool } from 'pg';
import { StandIn, type StandInOptions } from './stand-in';

/** A real server for the tests, if one is given. Otherwise they start a stand-in. */
const REAL = process.env['EVENTSTORE_TEST_CONNECTION_STRING'];

export interface ServedLogs {
  readonly connectionString: string;
  stop(): Promise<void>;
}

/** A place for logs: the real server, or a new stand-in. */
export const serveLogs = async (): Promise<ServedLogs> => {
  if (REAL) return { connectionString: REAL, stop: async () => undefined };
  const standIn = await StandIn.start();
  return { connectionString: standIn.connectionString, stop: async () => standIn.stop() };
};

/** The same, and it sets the environment of the services that start here until it is stopped. */
export const serveServices = async (): Promise<ServedLogs> => {
  const { connectionString, stop } = await serveLogs();
  const settings = {
    EVENT_STORE: 'kurrentdb',
    EVENTSTORE_CONNECTION_STRING: connectionString,
    EVENTSTORE_NAMESPACE: newNamespace(),
  };
  Object.assign(process.env, settings);
  return {
    connectionString,
    stop: async () => {
      for (const name of Object.keys(settings)) delete process.env[name];
      await stop();
    },
  };
};

export const newNamespace = (): string => `test_${randomUUID().replaceAll('-', '')}`;

interface Opening {
  readonly schema?: string;
  readonly clock?: Clock;
  readonly stallMs?: number;
  readonly connectionString?: string;
}

/** Stores on one server and one database. */
export class Logs {
  private readonly opened = new Set<KurrentEventStore>();

  private constructor(
    private readonly connectionString: string,
    readonly pool: Pool,
    private readonly end: () => Promise<void>,
  ) {}

  /** Without `served` it uses the real server, or a stand-in of its own. */
  static async start(served?: ServedLogs): Promise<Logs> {
    const { connectionString, stop } = served ?? (await serveLogs());
    const database = await testDatabase();
    const pool = new Pool({ connectionString: database.connectionString });
    // One pool serves many stores here, and each of them adds a listener.
    pool.setMaxListeners(0);
    pool.on('connect', (client) => client.setMaxListeners(0));
    return new Logs(connectionString, pool, async () => {
      await stop();
      await pool.end();
      await database.drop();
    });
  }

  async open({ schema = newNamespace(), ...options }: Opening = {}): Promise<KurrentEventStore> {
    const { connectionString, pool } = this;
    const store = new KurrentEventStore({ connectionString, pool, schema, ...options });
    this.opened.add(store);
    await store.migrate();
    return store;
  }

  async close(store: KurrentEventStore): Promise<void> {
    this.opened.delete(store);
    await store.close();
  }

  /** For the contract suite: a store on an empty log, and more stores on the same log. */
  async make(clock: Clock): Promise<StoreUnderTest> {
    const schema = newNamespace();
    const reopen = (): Promise<KurrentEventStore> => this.open({ schema, clock });
    return { store: await reopen(), reopen, close: () => this.closeAll() };
  }

  async closeAll(): Promise<void> {
    for (const store of this.opened) await this.close(store);
  }

  async stop(): Promise<void> {
    await this.closeAll();
    await this.end();
  }
}

/** Stores on a stand-in that the spec disturbs. */
export const startOnStandIn = async (
  options: StandInOptions = {},
): Promise<{ readonly standIn: StandIn; readonly logs: Logs }> => {
  const standIn = await StandIn.start(options);
  const { connectionString } = standIn;
  const logs = await Logs.start({ connectionString, stop: async () => standIn.stop() });
  return { standIn, logs };
};
