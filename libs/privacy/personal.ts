import { type Erased, ERASED } from '@talentloop/event-sourcing';
import { z } from 'zod';

const erased = z.object({ erased: z.literal(true) }).transform((): Erased => ERASED);

/**
 * A personal field in an event's schema: the value, or Erased once its person's key is destroyed.
 * The same path must be listed in the definition's `personal`, which says under which key it is sealed.
 */
export const personal = <T extends z.ZodType>(schema: T) => z.union([erased, schema]);
