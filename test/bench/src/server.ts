import { startBundledPostgres } from '@talentloop/bundled-postgres';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';

/**
 * The bundled PostgreSQL as `npm start` runs it, with fsync on, in a folder that is deleted
 * afterwards.
 */
export interface BenchServer {
  readonly pid: number;
  readonly version: string;
  /** Creates an empty database. */
  database(): Promise<string>;
  stop(): Promise<void>;
}

export const startBenchServer = async (): Promise<BenchServer> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'talentloop-bench-'));
  chmodSync(folder, 0o755);
  const server = await startBundledPostgres({ dataDir: folder, durable: true });
  const admin = new Client({ connectionString: server.connectionString });
  await admin.connect();
  const { rows } = await admin.query<{ fsync: string; version: string }>(
    `select current_setting('fsync') as fsync, current_setting('server_version') as version`,
  );
  if (rows[0]?.fsync !== 'on') throw new Error('fsync is off, so nothing here would count');
  return {
    pid: server.pid,
    version: rows[0].version,
    async database() {
      const name = `bench_${randomUUID().replaceAll('-', '')}`;
      await admin.query(`create database ${name} template template0`);
      const url = new URL(server.connectionString);
      url.pathname = `/${name}`;
      return url.toString();
    },
    async stop() {
      await admin.end();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
      rmSync(server.home, { recursive: true, force: true });
    },
  };
};
