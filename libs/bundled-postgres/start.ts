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
  /** Made if missing. The cluster is its folder `postgres`, unless the server cannot reach that. */
  readonly dataDir: string;
  /** Off only for throw-away test servers: a crash of the machine may then lose the cluster. */
  readonly durable?: boolean;
  readonly log?: (line: string) => void;
}

export interface BundledPostgres {
  /** `postgres://talentloop:<password>@127.0.0.1:<port>/postgres`. */
  readonly connectionString: string;
  readonly pid: number;
  /** Where the cluster, its password and its log lie. */
  readonly home: string;
  /** Something the person who started it should be told: where the database is kept. */
  readonly note?: string;
  /** A fast shutdown; nothing when another live process owns the server. */
  stop(): Promise<void>;
}

const ATTEMPTS = 40;

/**
 * Starts the bundled PostgreSQL on the folder, or joins the server that runs on it already. When
 * this process ends normally the server ends too; if it is killed, the next start adopts the server.
 * Throws with the end of the server's log when it cannot start.
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
    // Somebody else's server is starting or ending on this cluster, or its last backends are.
    await sleep(100);
  }
  throw new Error(`PostgreSQL does not start on ${placement.home}:\n${logTail(placement.home)}`);
};

/** Takes away what the bundled server keeps for this folder; call it only when nothing runs on it. */
export const removeBundledPostgres = (dataDir: string): void => {
  mkdirSync(dataDir, { recursive: true });
  const { home } = homeOf(realpathSync(dataDir));
  if (findPostmaster(home)) throw new Error(`A server still runs on ${home}.`);
  rmSync(home, { recursive: true, force: true });
};

/** A cluster of another user (made by root, say) is refused in words instead of by EACCES. */
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

/** Only our own server knows the cluster's random password. */
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
