import { type DynamicModule, Module, type Type } from '@nestjs/common';
import {
  DevelopmentIssuer,
  keysInMemory,
  keysInPostgres,
  type Persona,
  type TokenVerifier,
} from '@talentloop/access';
import { type Clock, Decisions, EventCodecs, systemClock } from '@talentloop/event-sourcing';
import { InMemoryEventStore } from '@talentloop/event-store-memory';
import { FollowUps } from '@talentloop/processes';
import { GivenKeyEncryptionKeys, InMemoryKeyStore, KeyRing, newKeyLine } from '@talentloop/privacy';
import { createSecretKey } from 'node:crypto';
import { Pool } from 'pg';
import { problems } from '../example/problems';
import { thing } from '../example/thing';
import { things } from '../example/thing.resource';
import { ThingsController } from '../example/things.controller';
import {
  type AdmissionLimits,
  createHttpApp,
  defaultAdmission,
  DECISIONS,
  DevelopmentClock,
  EVENT_STORE,
  ExecuteModule,
  executeProvider,
  FOLLOW_UPS,
  type HttpApp,
  httpProviders,
  InstallationModule,
  READ_MODEL_PROGRESS,
  type ReadModelProgress,
  resourceControllers,
  resourceProvider,
  SERVICE,
} from '../index';
import { ladders } from './ladders.resource';
import { thingCodecs } from './thing-codecs';

/** How far the read models have come, as a spec wants it. */
interface Progress {
  reached: boolean;
  usable: boolean;
  /** The positions that were waited for. */
  readonly asked: number[];
}

export interface ThingsApp extends HttpApp {
  readonly store: InMemoryEventStore;
  readonly verifier: TokenVerifier;
  readonly waiting: string[];
  readonly pool: Pool;
  readonly progress: Progress;
  token(persona: Persona, talentId?: string): Promise<string>;
  /** Erases everything personal of a thing. */
  erase(id: string): Promise<void>;
  close(): Promise<void>;
}

/** The writing side of the example service, on a log in memory. */
const writingSide = (clock: Clock) => {
  const store = new InMemoryEventStore();
  const keyRing = new KeyRing(new InMemoryKeyStore(), new GivenKeyEncryptionKeys(newKeyLine(1)));
  const decisions = new Decisions({
    store,
    clock,
    codecs: new EventCodecs([thingCodecs], keyRing),
  });
  const erase = async (id: string): Promise<void> => {
    await keyRing.destroy(`thing-${id}`);
    decisions.forget();
  };
  return { store, decisions, erase };
};

const progressOf = (progress: Progress): ReadModelProgress => ({
  waitFor: async (_, position) => {
    progress.asked.push(position);
    return progress.reached;
  },
  isUsable: async () => progress.usable,
});

/** No process follows things. */
const noFollowUps = new FollowUps(() => Promise.reject(new Error('there is no process')));

class ThingsModule {}

const thingsModule = (
  store: InMemoryEventStore,
  decisions: Decisions,
  progress: ReadModelProgress,
  more: readonly Type[],
): DynamicModule => ({
  module: ThingsModule,
  imports: [ExecuteModule],
  controllers: [ThingsController, ...[things, ladders].flatMap(resourceControllers), ...more],
  providers: [
    { provide: SERVICE, useValue: { name: 'things', schema: 'things' } },
    { provide: EVENT_STORE, useValue: store },
    { provide: DECISIONS, useValue: decisions },
    { provide: READ_MODEL_PROGRESS, useValue: progress },
    executeProvider([thing]),
    { provide: FOLLOW_UPS, useValue: noFollowUps },
    ...[things, ladders].map(resourceProvider),
    ...httpProviders(problems),
  ],
});

/** The clock and the issuer: on PostgreSQL, as development has them, or in memory. */
const timeAndTokens = async (pool: Pool, isStored: boolean) => {
  const movable = isStored ? await DevelopmentClock.open(pool) : undefined;
  const clock = movable ?? systemClock;
  const keys = isStored ? keysInPostgres(pool) : keysInMemory();
  const issuer = await DevelopmentIssuer.open(keys, clock);
  return { movable, clock, issuer };
};

/** The example service on a log of its own; on PostgreSQL too when a connection string is given. */
export const thingsApp = async (
  connectionString?: string,
  more: readonly Type[] = [],
  admission: AdmissionLimits = defaultAdmission,
): Promise<ThingsApp> => {
  const pool = new Pool({ connectionString, max: 4 });
  const { movable, clock, issuer } = await timeAndTokens(pool, connectionString !== undefined);
  const verifier = issuer.verifier();
  const { store, decisions, erase } = writingSide(clock);
  const progress: Progress = { reached: true, usable: true, asked: [] };
  const waiting: string[] = [];
  const installation = InstallationModule.forRoot({
    pool,
    verifier,
    clock,
    secret: createSecretKey(Buffer.alloc(32, 7)),
    readiness: { waitingFor: () => waiting },
    ...(movable && { development: { issuer, clock: movable } }),
  });
  const service = thingsModule(store, decisions, progressOf(progress), more);
  @Module({ imports: [installation, service] })
  class Root {}

  const http = await createHttpApp(Root, { title: 'Things', admission });
  const token = (persona: Persona, talentId?: string): Promise<string> =>
    issuer.issue(persona, talentId);
  const close = async (): Promise<void> => {
    await http.app.close();
    await movable?.close();
    await pool.end();
  };
  return { ...http, store, verifier, waiting, pool, progress, token, erase, close };
};
