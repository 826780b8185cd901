/**
 * What is read where a person's key was destroyed. Never used for a key that merely cannot be
 * found.
 */
export interface Erased {
  readonly erased: true;
}

export const ERASED: Erased = Object.freeze({ erased: true });

/** A personal field of an event: what was recorded, until its person is erased. */
export type Personal<T> = T | Erased;

export const isErased = (value: unknown): value is Erased =>
  typeof value === 'object' && value !== null && 'erased' in value && value.erased === true;
