import { setTimeout as sleep } from 'node:timers/promises';
import type { Position } from '@talentloop/event-sourcing';
import { PostgresKeyStore } from '@talentloop/privacy';
import { Checkpoints, Session } from '@talentloop/log-following';
import type { Logger } from '@talentloop/http';
import { ReadModelProgress } from '@talentloop/projections';
import { RebuildRequests } from '@talentloop/rebuilds';
import { ErasureWatch } from './erasure-watch';
import type { Platform } from './platform';
import { Reactions } from './reactions';
import type { Role } from './role';
import { readModelsOf, type Service } from './service';
import { WritingSide } from './writing-side';

/** One service of this process, migrated and started according to its role. */
export interface RunningService {
  readonly service: Service;
  readonly writing: WritingSide;
  readonly reactions: Reactions;
  readonly progress: ReadModelProgress;
  readonly rebuilds: RebuildRequests;
  /** Resolves once every read model has reached the end that the log had at the start. */
  readonly caughtUp: Promise<void>;
  stop(): Promise<void>;
}

const WAIT_MS = 60_000;
const RETRY_MS = 500;

/**
 * The service's tables, its keys and its writing side, in the order in which they need each other.
 */
const openWriting = async (service: Service, platform: Platform) => {
  const { pool, clock, keyEncryptionKeys, logs, limits, log } = platform;
  const { schema } = service;
  const store = logs.open({ pool, schema, clock, queue: limits.queue });
  const keyStore = new PostgresKeyStore(pool, schema);
  await store.migrate();
  await keyStore.migrate();
  await new Checkpoints(pool, schema).prepare();
  const writing = new WritingSide({ service, store, keyStore, keyEncryptionKeys, clock, log });
  await writing.keyRing.check();
  return { store, writing };
};

const reactionsOf = (writing: WritingSide, platform: Platform, session: Session): Reactions => {
  const { followers, bus, clock, log, logs, onMoved } = platform;
  return new Reactions({
    writing,
    pool: followers,
    bus,
    clock,
    log,
    gapless: logs.gapless,
    session,
    ...(onMoved && { onMoved }),
  });
};

interface Waiting {
  readonly writing: WritingSide;
  readonly progress: ReadModelProgress;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/** An outage of the database delays readiness and does not end the process. */
const tablesReachHead = async (
  names: readonly string[],
  { writing, progress, log, signal }: Waiting,
): Promise<void> => {
  for (let head: Position | undefined; !signal.aborted;) {
    try {
      head ??= await writing.store.head();
      if (await progress.waitFor(names, head, WAIT_MS)) return;
    } catch (error) {
      if (signal.aborted) return;
      log.warn(
        { error: String(error) },
        'could not check whether the tables have caught up; trying again',
      );
      await sleep(RETRY_MS);
    }
  }
};

/**
 * Migrates a service's log and keys, and starts the followers of its log if the role requires it.
 */
export const startService = async (
  service: Service,
  platform: Platform,
  role: Role,
): Promise<RunningService> => {
  const { pool, followers, log } = platform;
  const { store, writing } = await openWriting(service, platform);
  const session = new Session(followers);
  const erasures = new ErasureWatch({ writing, session, log });
  const reactions = reactionsOf(writing, platform, session);
  const { readModels } = reactions;
  const follows = role !== 'api';
  const shared = { service: service.name, schema: service.schema, pool, store };
  const progress = new ReadModelProgress({
    ...shared,
    readModels,
    runners: follows ? readModels : [],
  });
  const rebuilds = new RebuildRequests({ ...shared, readModels: readModelsOf(service) });
  erasures.start();
  if (follows) await reactions.start();
  const names = readModels.map(({ name }) => name);
  const ending = new AbortController();
  const waiting = { writing, progress, log, signal: ending.signal };
  return {
    service,
    writing,
    reactions,
    progress,
    rebuilds,
    caughtUp: follows ? progress.caughtUp() : tablesReachHead(names, waiting),
    async stop() {
      ending.abort();
      if (follows) await reactions.stop();
      await erasures.stop();
      await session.close();
      await store.close();
    },
  };
};
