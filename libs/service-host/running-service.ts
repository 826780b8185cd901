import { setTimeout as sleep } from 'node:timers/promises';
import type { Position } from '@talentloop/event-sourcing';
import { PostgresKeyStore } from '@talentloop/privacy';
import { Checkpoints, Session } from '@talentloop/log-following';
import { ReadModelProgress } from '@talentloop/projections';
import { RebuildRequests } from '@talentloop/rebuilds';
import { ErasureWatch } from './erasure-watch';
import type { Platform } from './platform';
import { Reactions } from './reactions';
import type { Role } from './role';
import { readModelsOf, type Service } from './service';
import { WritingSide } from './writing-side';

/** One service of this process, migrated and, as its role says, at work. */
export interface RunningService {
  readonly service: Service;
  readonly writing: WritingSide;
  readonly reactions: Reactions;
  readonly progress: ReadModelProgress;
  readonly rebuilds: RebuildRequests;
  /** Resolves when every read model has once reached the log's end as it was at the start. */
  readonly caughtUp: Promise<void>;
  stop(): Promise<void>;
}

const WAIT_MS = 60_000;
const RETRY_MS = 500;

/** Migrates a service's log and keys, and starts what follows its log if the role says so. */
export const startService = async (
  service: Service,
  platform: Platform,
  role: Role,
): Promise<RunningService> => {
  const { pool, followers, clock, keyEncryptionKeys, bus, logs, onMoved, log } = platform;
  const { schema } = service;
  const store = logs.open({ pool, schema, clock, queue: platform.limits.queue });
  const keyStore = new PostgresKeyStore(pool, schema);
  await store.migrate();
  await keyStore.migrate();
  await new Checkpoints(pool, schema).prepare();
  const writing = new WritingSide({ service, store, keyStore, keyEncryptionKeys, clock });
  await writing.keyRing.check();
  const { gapless } = logs;
  const session = new Session(followers);
  const erasures = new ErasureWatch({ writing, session, log });
  const reactions = new Reactions({
    writing,
    pool: followers,
    bus,
    clock,
    log,
    gapless,
    session,
    ...(onMoved && { onMoved }),
  });
  const follows = role !== 'api';
  const readModels = reactions.readModels;
  const progress = new ReadModelProgress({
    service: service.name,
    schema,
    pool,
    store,
    readModels,
    runners: follows ? readModels : [],
  });
  const rebuilds = new RebuildRequests({
    service: service.name,
    schema,
    pool,
    store,
    readModels: readModelsOf(service),
  });
  erasures.start();
  if (follows) await reactions.start();
  const names = readModels.map(({ name }) => name);
  const ending = new AbortController();
  // A database that is away for a while delays readiness; it does not end the process.
  const reached = async (): Promise<void> => {
    for (let head: Position | undefined; !ending.signal.aborted;) {
      try {
        head ??= await store.head();
        if (await progress.waitFor(names, head, WAIT_MS)) return;
      } catch (error) {
        if (ending.signal.aborted) return;
        log.warn({ error: String(error) }, 'whether the tables have caught up is asked again');
        await sleep(RETRY_MS);
      }
    }
  };
  return {
    service,
    writing,
    reactions,
    progress,
    rebuilds,
    caughtUp: follows ? progress.caughtUp() : reached(),
    async stop() {
      ending.abort();
      if (follows) await reactions.stop();
      await erasures.stop();
      await session.close();
      await store.close();
    },
  };
};
