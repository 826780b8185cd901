import { existsSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { createCluster, passwordOf, USER } from './cluster';
import { disown, hasLiveOwner, isOwn, own } from './owner';
import { homeOf, place, type Placement } from './placement';
import {
  findPostmaster,
  logTail,
  type Postmaster,
  signal,
  startPostmaster,
  stopPostmaster,
} from './postmaster';

export interface BundledPostgresOptions {
  /**
   * The folder, which is created if it is missing. Its subfolder `postgres` holds the cluster,
   * unless the server cannot reach that.
   */
  readonly dataDir: string;
  /** False for test servers only: if the machine crashes, the cluster may be lost. */
  readonly durable?: boolean;
  readonly log?: (line: string) => void;
}

export interface BundledPostgres {
  /** `postgres://talentloop:<password>@127.0.0.1:<port>/postgres`. */
  readonly connectionString: string;
  readonly pid: number;
  /** The folder of the cluster, its password and its log. */
  readonly home: string;
  /** A sentence for the user: where the database is, if it is in an unexpected place. */
  readonly note?: string;
  /**
   * Stops the server with a fast shutdown. Does nothing if another live process owns the server.
   */
  stop(): Promise<void>;
}

const ATTEMPTS = 40;

/**
 * Starts the bundled PostgreSQL on the folder, or joins the server that already runs there. When
 * this process ends normally, the server ends too. If this process is killed, the next start adopts
 * the server. If the server cannot start, this throws an error with the end of the server's log.
 */
export const startBundledPostgres = async ({
  dataDir,
  durable = true,
  log,
}: BundledPostgresOptions): Promise<BundledPostgres> => {
  mkdirSync(dataDir, { recursive: true });
  const placement = place(realpathSync(dataDir));
  assertOurs(placement);
  await createCluster(placement, durable);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const running = findPostmaster(placement.home);
    if (running && (await accepts(placement, running))) return joined(placement, running, log);
    if (!running) {
      const started = await startPostmaster(placement, durable);
      if (started) return owned(placement, started);
    }
    // A server of another process is starting or stopping on this cluster.
    await sleep(100);
  }
  throw new Error(`PostgreSQL did not start on ${placement.home}:\n${logTail(placement.home)}`);
};

/** Deletes the cluster of this folder. Call it only when no server runs on it. */
export const removeBundledPostgres = (dataDir: string): void => {
  mkdirSync(dataDir, { recursive: true });
  const { home } = homeOf(realpathSync(dataDir));
  if (findPostmaster(home)) throw new Error(`A server still runs on ${home}.`);
  rmSync(home, { recursive: true, force: true });
};

/**
 * Explains in words that the cluster belongs to another user, such as root. Otherwise the user
 * would see EACCES.
 */
const assertOurs = ({ home }: Placement): void => {
  if (!existsSync(home)) return;
  try {
    passwordOf(home);
  } catch (cause) {
    throw new Error(
      `${home} belongs to another user of this machine. Start as that user, or as root ` +
        'if root made it, or set TALENTLOOP_DATA to a folder of your own.',
      { cause },
    );
  }
};

const connectionString = ({ home }: Placement, { port }: Postmaster): string =>
  `postgres://${USER}:${passwordOf(home)}@127.0.0.1:${port}/postgres`;

/** Only the server on this cluster accepts the cluster's random password. */
const accepts = async (placement: Placement, postmaster: Postmaster): Promise<boolean> => {
  const client = new Client({ connectionString: connectionString(placement, postmaster) });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

const joined = (
  placement: Placement,
  postmaster: Postmaster,
  log?: (line: string) => void,
): BundledPostgres => {
  if (!hasLiveOwner(placement.home)) {
    log?.(
      `Took over the PostgreSQL server (process ${postmaster.pid}) of a process that was killed.`,
    );
    return owned(placement, postmaster);
  }
  return describe(placement, postmaster, () => Promise.resolve());
};

const owned = (placement: Placement, postmaster: Postmaster): BundledPostgres => {
  const { native, home } = placement;
  own(home);
  const atExit = (): void => {
    if (isOwn(home)) signal(native, postmaster.pid, 'SIGINT');
  };
  process.once('exit', atExit);
  return describe(placement, postmaster, async () => {
    process.off('exit', atExit);
    if (!isOwn(home)) return;
    await stopPostmaster(placement, postmaster.pid);
    disown(home);
  });
};

const describe = (
  placement: Placement,
  postmaster: Postmaster,
  stop: () => Promise<void>,
): BundledPostgres => ({
  connectionString: connectionString(placement, postmaster),
  pid: postmaster.pid,
  home: placement.home,
  ...(placement.note && { note: placement.note }),
  stop,
});
