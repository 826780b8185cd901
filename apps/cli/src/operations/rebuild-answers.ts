import { z } from 'zod';

const row = z.record(z.string(), z.unknown()).nullable();

const difference = z.looseObject({
  key: z.string(),
  position: z.int().optional(),
  live: row,
  rebuilt: row,
});
export type Difference = z.infer<typeof difference>;

/** `GET /read-models/:name/rebuild` */
export const rebuildAnswer = z.looseObject({
  name: z.string(),
  jobId: z.string(),
  kind: z.string(),
  state: z.string(),
  done: z.int(),
  total: z.int(),
  eventsPerSecond: z.number(),
  eta: z.number().optional(),
  differing: z.int(),
  differences: z.array(difference),
  cause: z.string().optional(),
  services: z.array(
    z.looseObject({
      service: z.string(),
      proof: z.looseObject({ position: z.int(), rows: z.int(), hash: z.string() }).optional(),
    }),
  ),
});
export type RebuildItem = z.infer<typeof rebuildAnswer>;

/** `POST /read-models/rebuild` */
export const askedAnswer = z.looseObject({ jobId: z.string() });
