import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { until } from './until';

export interface TestDatabase {
  readonly connectionString: string;
  drop(): Promise<void>;
}

/** The server that test/setup started for this run. */
const testServerUrl = (): string => {
  const url = process.env['TALENTLOOP_TEST_POSTGRES'];
  if (!url) throw new Error('TALENTLOOP_TEST_POSTGRES is not set: test/setup starts the server.');
  return url;
};

const onServer = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: testServerUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const LEAVE_MS_MAX = 3_000;

/**
 * A connection that was just ended is still there for a moment; cut off, it would raise an error.
 * One that a test forgot is cut off after a while.
 */
const left = async (client: Client, database: string): Promise<void> => {
  const connections = 'SELECT 1 FROM pg_stat_activity WHERE datname = $1';
  const isLeft = async () => (await client.query(connections, [database])).rowCount === 0;
  await until('every connection has ended', isLeft, LEAVE_MS_MAX).catch(() => undefined);
};

/** An empty database of its own for one spec file; drop it in `afterAll`. */
export const testDatabase = async (): Promise<TestDatabase> => {
  const name = `spec_${randomUUID().replaceAll('-', '')}`;
  await onServer((client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE template0 STRATEGY file_copy`),
  );
  const url = new URL(testServerUrl());
  url.pathname = `/${name}`;
  return {
    connectionString: url.toString(),
    drop: () =>
      onServer(async (client) => {
        await left(client, name);
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
};
