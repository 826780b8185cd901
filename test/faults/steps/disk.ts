import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeBundledPostgres, startBundledPostgres } from '@talentloop/bundled-postgres';

const ROOT = path.resolve(__dirname, '../../..');
/** Larger than a segment of the write-ahead log, and small enough that the events soon reach it. */
const FILE_BLOCKS_MAX = 36_864;
const TMPFS_MB = 200;

interface Server {
  readonly connectionString: string;
  readonly pid: number;
  stop(): Promise<unknown>;
}

/** A PostgreSQL on a disk that can be full. */
export interface Disk {
  start(): Promise<Server>;
  /** From now on nothing more fits, at once or after a while. */
  fill(): void;
  /** Makes space. Returns a new server if the old one had to be restarted. */
  free(server: Server): Promise<Server>;
  remove(): void;
}

const aFolder = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'talentloop-disk-'));
  chmodSync(folder, 0o755);
  return folder;
};

const PROGRAM = `
  const { startBundledPostgres } = require('@talentloop/bundled-postgres');
  startBundledPostgres({ dataDir: process.argv[1] }).then((server) => {
    const { connectionString, pid } = server;
    process.send({ connectionString, pid });
    process.once('disconnect', () => server.stop());
  });`;

/**
 * The server inherits the limit of the process that starts it: none of its files grows beyond it.
 */
const startLimited = (folder: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const script = 'ulimit -f "$0" && exec "$@"';
    const program = [process.execPath, '-r', path.join(ROOT, 'libs/testing/typescript.cjs')];
    const child: ChildProcess = spawn(
      '/bin/sh',
      ['-c', script, String(FILE_BLOCKS_MAX), ...program, '-e', PROGRAM, folder],
      { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
    );
    const ended = new Promise((done) => child.once('exit', done));
    child.once('exit', () => reject(new Error('the server did not start')));
    child.once('message', (said: { connectionString: string; pid: number }) =>
      resolve({
        ...said,
        stop: () => {
          child.disconnect();
          return ended;
        },
      }),
    );
  });

/** A quota that is used up: writing beyond it fails as on a full disk. This needs no privilege. */
export const limitedFiles = (): Disk => {
  const folder = aFolder();
  return {
    start: () => startLimited(folder),
    fill: () => undefined,
    free: async (server) => {
      // What remains after a crash must be complete, too.
      process.kill(server.pid, 'SIGQUIT');
      await server.stop();
      return startBundledPostgres({ dataDir: folder });
    },
    remove: () => {
      removeBundledPostgres(folder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** A file system in memory, or undefined if this process may not mount one. */
export const smallFileSystem = (): Disk | undefined => {
  const folder = aFolder();
  const filler = path.join(folder, 'filler');
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${TMPFS_MB}m,mode=755`, 'none', folder], {
      stdio: 'ignore',
    });
  } catch {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
  return {
    start: () => startBundledPostgres({ dataDir: folder }),
    fill: () => fillWith(filler),
    free: (server) => {
      rmSync(filler);
      return Promise.resolve(server);
    },
    remove: () => {
      removeBundledPostgres(folder);
      execFileSync('umount', [folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Writes until there is no space left, down to the last page. */
const fillWith = (file: string): void => {
  const filler = openSync(file, 'w');
  for (const size of [1_048_576, 4_096]) {
    const bytes = Buffer.alloc(size, 1);
    let isFull = false;
    while (!isFull) {
      try {
        writeSync(filler, bytes);
      } catch {
        isFull = true; // For pieces of this size.
      }
    }
  }
  closeSync(filler);
};
