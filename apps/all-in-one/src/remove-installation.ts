import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { removeBundledPostgres, startBundledPostgres } from '@talentloop/bundled-postgres';
import { type Environment, foldersOf } from '@talentloop/service-host';
import { claimDataFolder } from '@talentloop/installation';

/**
 * The files of an installation in its data folder, beside the database. Nothing else is deleted.
 */
const OWN_FILES = ['run.json', 'start.lock'];
/** Every trust folder contains this file. */
const KEYS = 'kek.txt';

/** If a server outlived a killed process, this adopts the server and ends it. */
const endServer = async (data: string): Promise<void> => {
  const server = await startBundledPostgres({ dataDir: data });
  await server.stop();
};

const removeDatabase = async (data: string): Promise<void> => {
  try {
    removeBundledPostgres(data);
  } catch {
    await endServer(data);
    removeBundledPostgres(data);
  }
};

const removeData = (data: string): string => {
  for (const file of OWN_FILES) rmSync(path.join(data, file), { force: true });
  const left = readdirSync(data);
  if (left.length > 0) return `Left ${data}, which has other files in it: ${left.join(', ')}.`;
  rmdirSync(data);
  return `Removed ${data} and its database.`;
};

const removeTrust = (trust: string): string => {
  if (!existsSync(path.join(trust, KEYS))) return `Left ${trust}, which has no keys of ours in it.`;
  rmSync(trust, { recursive: true, force: true });
  const shelf = path.dirname(trust);
  if (path.basename(shelf) === '.trust' && readdirSync(shelf).length === 0) rmdirSync(shelf);
  return `Removed ${trust} with its keys.`;
};

/**
 * Removes what an installation keeps on this machine. Returns what was done, in lines to print.
 * @throws Error while a process serves the installation, or if the database is not the bundled one.
 */
export const removeInstallation = async (environment: Environment): Promise<readonly string[]> => {
  const { data, trust } = foldersOf(environment);
  if (environment['DATABASE_URL']) {
    throw new Error(
      'DATABASE_URL names a database that TalentLoop did not create; drop it yourself.',
    );
  }
  if (!existsSync(data) && !existsSync(trust)) return [`There is nothing to reset at ${data}.`];
  const claimed = await claimDataFolder(data);
  if ('served' in claimed) {
    throw new Error(`TalentLoop runs at ${claimed.served.url}; stop it first.`);
  }
  try {
    await removeDatabase(data);
    const removed = [removeData(data), ...(existsSync(trust) ? [removeTrust(trust)] : [])];
    return [...removed, 'npm start creates a new installation.'];
  } catch (error) {
    claimed.release();
    throw error;
  }
};
