import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

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

/** A connection that was just ended is still there for a moment; cut off, it would raise an error. */
const left = async (client: Client, database: string): Promise<void> => {
  const until = Date.now() + LEAVE_MS_MAX;
  while (Date.now() < until) {
    const { rowCount } = await client.query('SELECT 1 FROM pg_stat_activity WHERE datname = $1', [
      database,
    ]);
    if (rowCount === 0) return;
    await sleep(10);
  }
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
