import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

export interface TestDatabase {
  readonly connectionString: string;
  drop(): Promise<void>;
}

/** The server that test/setup started for this run. */
export const testServerUrl = (): string => {
  const url = process.env['TALENTLOOP_TEST_POSTGRES'];
  if (!url) throw new Error('TALENTLOOP_TEST_POSTGRES is not set: test/setup starts the server.');
  return url;
};

const onServer = async (sql: string): Promise<void> => {
  const client = new Client({ connectionString: testServerUrl() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
};

/** An empty database of its own for one spec file; drop it in `afterAll`. */
export const testDatabase = async (): Promise<TestDatabase> => {
  const name = `spec_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE template0 STRATEGY file_copy`);
  const url = new URL(testServerUrl());
  url.pathname = `/${name}`;
  return {
    connectionString: url.toString(),
    drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
};
