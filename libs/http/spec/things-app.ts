import { Module, type Type } from '@nestjs/common';
import {
  DevelopmentIssuer,
  keysInMemory,
  keysInPostgres,
  type Persona,
  type TokenVerifier,
} from '@talentloop/access';
import {
  type CategoryDefinition,
  Decisions,
  EventCodecs,
  systemClock,
} from '@talentloop/event-sourcing';
import { InMemoryEventStore } from '@talentloop/event-store-memory';
import { createSecretKey } from 'node:crypto';
import { Pool } from 'pg';
import { z } from 'zod';
import type { ThingEvent } from '../example/thing';
import { problems, ThingsController } from '../example/things.controller';
import {
  type AdmissionLimits,
  createHttpApp,
  defaultAdmission,
  DECISIONS,
  DevelopmentClock,
  EVENT_STORE,
  type HttpApp,
  httpProviders,
  InstallationModule,
  READ_MODEL_PROGRESS,
  type ReadModelProgress,
  SERVICE,
} from '../index';

const codecs: CategoryDefinition<ThingEvent> = {
  category: 'thing',
  events: {
    ThingAdded: {
      ...{ type: 'ThingAdded', version: 1, personal: [] },
      schema: z.object({ name: z.string(), centre: z.string() }),
    },
    ThingRenamed: {
      ...{ type: 'ThingRenamed', version: 1, personal: [] },
      schema: z.object({ name: z.string() }),
    },
    ThingScrapped: { type: 'ThingScrapped', version: 1, personal: [], schema: z.object({}) },
  },
};

export interface ThingsApp extends HttpApp {
  readonly store: InMemoryEventStore;
  readonly verifier: TokenVerifier;
  readonly waiting: string[];
  readonly pool: Pool;
  readonly progress: { reached: boolean; usable: boolean; asked: number[] };
  token(persona: Persona, talentId?: string): Promise<string>;
  close(): Promise<void>;
}

/** The example service on a log of its own; on PostgreSQL too when a connection string is given. */
export const thingsApp = async (
  connectionString?: string,
  more: readonly Type[] = [],
  admission: AdmissionLimits = defaultAdmission,
): Promise<ThingsApp> => {
  const store = new InMemoryEventStore();
  const pool = new Pool({ connectionString, max: 4 });
  const clock = connectionString ? await DevelopmentClock.open(pool) : undefined;
  const time = clock ?? systemClock;
  const keys = connectionString ? keysInPostgres(pool) : keysInMemory();
  const issuer = await DevelopmentIssuer.open(keys, time);
  const verifier = issuer.verifier();
  const sealer = { isErased: () => false, seal: async () => [], open: async () => [] };
  const decisions = new Decisions({
    ...{ store, clock: time },
    codecs: new EventCodecs([codecs], sealer),
  });
  const progress = { reached: true, usable: true, asked: [] as number[] };
  const waitFor: ReadModelProgress['waitFor'] = async (_, position) => {
    progress.asked.push(position);
    return progress.reached;
  };
  const isUsable: ReadModelProgress['isUsable'] = async () => progress.usable;
  @Module({
    controllers: [ThingsController, ...more],
    providers: [
      { provide: SERVICE, useValue: { name: 'things', schema: 'things' } },
      { provide: EVENT_STORE, useValue: store },
      { provide: DECISIONS, useValue: decisions },
      { provide: READ_MODEL_PROGRESS, useValue: { waitFor, isUsable } },
      ...httpProviders(problems),
    ],
  })
  class ThingsModule {}

  const waiting: string[] = [];
  const installation = InstallationModule.forRoot({
    ...{ pool, verifier, clock: time },
    secret: createSecretKey(Buffer.alloc(32, 7)),
    readiness: { waitingFor: () => waiting },
    ...(clock && { development: { issuer, clock } }),
  });
  @Module({ imports: [installation, ThingsModule] })
  class Root {}

  const http = await createHttpApp(Root, { title: 'Things', admission });
  return {
    ...http,
    ...{ store, verifier, waiting, pool, progress },
    token: (persona, talentId) => issuer.issue(persona, talentId),
    close: async () => {
      await http.app.close();
      await clock?.close();
      await pool.end();
    },
  };
};
