import { z } from 'zod';

const resource = z.strictObject({
  /** The first segment of its path: `cases`. */
  path: z.string(),
  /** What the command line calls one of them; absent where auditors cannot read its history. */
  kind: z.string().optional(),
  /** Its list on the page for people, and its place among the lists; absent where it has none. */
  list: z.strictObject({ title: z.string(), order: z.int() }).optional(),
});

/** One service of the product, as everything outside its own folder needs to know it. */
export const serviceEntry = z.strictObject({
  /** The folder below apps/: `service-centre`. Its module is `src/<name>.module.ts` there. */
  name: z.string(),
  /** Where its log, read models and positions are kept. */
  schema: z.string(),
  /** Where its api listens when each service runs by itself. */
  port: z.int(),
  /** What it is responsible for, in a few words. */
  owns: z.string(),
  /** Which of the page's colours marks it. */
  tone: z.enum(['accent', 'pause', 'decision']),
  resources: z.array(resource),
});

export type ServiceEntry = z.infer<typeof serviceEntry>;
