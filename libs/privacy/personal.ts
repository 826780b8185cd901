import { type Erased, ERASED } from '@talentloop/event-sourcing';
import { z } from 'zod';

const erased = z.object({ erased: z.literal(true) }).transform((): Erased => ERASED);

/**
 * A personal field in an event's schema: the value, or Erased once the person's key is destroyed.
 * The definition's `personal` must list the same path, and says which key seals it.
 */
export const personal = <T extends z.ZodType>(schema: T) => z.union([erased, schema]);
