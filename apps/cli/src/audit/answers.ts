import { z } from 'zod';

const actor = z.looseObject({
  id: z.string(),
  roles: z.array(z.string()),
  centre: z.string().optional(),
  client: z.string().optional(),
});

const item = z.looseObject({
  revision: z.int(),
  type: z.string(),
  recordedAt: z.string(),
  effectiveAt: z.string().optional(),
  actor,
  reason: z.string().optional(),
  policy: z
    .looseObject({
      name: z.string(),
      version: z.string(),
      fired: z.array(z.string()),
      outcome: z.string(),
    })
    .optional(),
  changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  causationId: z.string().nullish(),
  eventId: z.string().optional(),
  verified: z.boolean(),
  unreadable: z.string().optional(),
});

/** `GET /audit/:category/:id/history` */
export const historyAnswer = z.looseObject({ items: z.array(item) });
export type HistoryItem = z.infer<typeof item>;

/** `GET /audit/:category/:id/state` */
export const stateAnswer = z.looseObject({
  status: z.string(),
  revision: z.int(),
  at: z.string(),
  state: z.record(z.string(), z.unknown()),
});
export type StateAnswer = z.infer<typeof stateAnswer>;

/** `POST /audit/verify` */
export const verifyAnswer = z.looseObject({
  events: z.int(),
  ok: z.boolean(),
  firstBroken: z
    .looseObject({
      service: z.string(),
      position: z.int(),
      stream: z.string().optional(),
      revision: z.int().optional(),
      kind: z.string(),
    })
    .optional(),
});
export type VerifyAnswer = z.infer<typeof verifyAnswer>;

/** `GET /read-models` */
export const readModelsAnswer = z.looseObject({
  items: z.array(
    z.looseObject({
      service: z.string(),
      name: z.string(),
      version: z.int(),
      position: z.int(),
      lag: z.int(),
      state: z.string(),
      eventsPerSecond: z.number(),
      eta: z.number().optional(),
      stoppedAt: z.int().optional(),
      cause: z.string().optional(),
    }),
  ),
});
export type ReadModelItem = z.infer<typeof readModelsAnswer>['items'][number];

/** The part of a resource that names it. */
export const resourceAnswer = z.looseObject({ id: z.string() });
