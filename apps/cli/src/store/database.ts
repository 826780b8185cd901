import { existsSync } from 'node:fs';
import path from 'node:path';
import { startBundledPostgres } from '@talentloop/bundled-postgres';
import { claimDataFolder } from '@talentloop/installation';
import { CannotAnswer, type Surroundings } from '../surroundings';

/** The PostgreSQL of an installation, open until the caller closes it. */
export interface Database {
  readonly connectionString: string;
  close(): Promise<void>;
}

const connected = (connectionString: string): Database => ({
  connectionString,
  close: () => Promise.resolve(),
});

/**
 * Opens DATABASE_URL, or the database of what runs on the data folder, or else starts the bundled
 * one there. While the bundled one runs here, no other process can start on the folder.
 * @throws CannotAnswer if there is no database, or with `alone` if an installation serves the
 * folder.
 */
export const openDatabase = async (
  { environment }: Pick<Surroundings, 'environment'>,
  { alone }: { readonly alone: boolean },
): Promise<Database> => {
  const given = environment['DATABASE_URL'];
  if (given) return connected(given);
  if (environment['NODE_ENV'] === 'production')
    throw new CannotAnswer('In production DATABASE_URL must name the database.');
  const data = path.resolve(environment['TALENTLOOP_DATA'] ?? '.data');
  if (!alone && !existsSync(data)) throw new CannotAnswer(`There is no data folder ${data}.`);
  const claimed = await claimDataFolder(data);
  if (!('served' in claimed)) return bundled(data, claimed.release);
  if (!alone) return connected(claimed.served.postgres);
  throw new CannotAnswer(`TalentLoop runs at ${claimed.served.url}. Stop it first.`);
};

const bundled = async (data: string, release: () => void): Promise<Database> => {
  try {
    const server = await startBundledPostgres({ dataDir: data });
    return {
      connectionString: server.connectionString,
      async close() {
        await server.stop();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
};
