import type { DomainEvent, Sealed } from './event';

/** What turns unknown JSON into a typed value or throws; a zod schema is one. */
export interface Schema<T> {
  parse(value: unknown): T;
}

/** Why a personal field is kept; each person has one key per purpose. */
type Purpose = 'identity' | 'documents' | 'free-text';

/**
 * A field sealed from the first event on. `path` names it, with `*` for every item of a list
 * (`household.*.name`); what is found there, of any JSON shape, is sealed whole; absent is skipped.
 */
export interface PersonalField {
  readonly path: string;
  readonly purpose: Purpose;
  /**
   * Path of the id of the person it is about, where that is not the stream's subject; its `*`s
   * match those of `path`.
   */
  readonly subject?: string;
}

/**
 * How one event type is stored. The schema describes the *opened* data, in which a personal field
 * may also be `Erased`; see `personal()` in libs/privacy. Unknown fields of newer writers are kept
 * out.
 */
export interface EventDefinition<E extends DomainEvent = DomainEvent> {
  readonly type: E['type'];
  /** The version written today. */
  readonly version: number;
  readonly schema: Schema<E['data']>;
  readonly personal: readonly PersonalField[];
  /** From the data of that older version to the next one; stored bytes never change. */
  readonly upcasters?: Readonly<Record<number, (data: never) => object>>;
}

/**
 * An event type in its first version. `personal` names what is sealed in it: a path alone is free
 * text about the stream's own subject.
 */
export const firstVersion = <T extends string, S>(
  type: T,
  schema: S,
  ...personal: readonly (string | PersonalField)[]
): {
  readonly type: T;
  readonly version: 1;
  readonly schema: S;
  readonly personal: readonly PersonalField[];
} => ({
  type,
  version: 1,
  schema,
  personal: personal.map((field) =>
    typeof field === 'string' ? { path: field, purpose: 'free-text' } : field,
  ),
});

/**
 * The events of one category. `subject` finds, in the data of a stream's first event, the person
 * its free text is about; without one the text is sealed under a key of the stream itself.
 */
export interface CategoryDefinition<E extends DomainEvent = DomainEvent> {
  readonly category: string;
  subject?(first: E['data']): string | undefined;
  readonly events: { readonly [T in E['type']]: EventDefinition<Extract<E, { type: T }>> };
}

/** One personal value on its way into the log. */
export interface SealItem {
  readonly subject: string;
  readonly purpose: Purpose;
  readonly eventId: string;
  /** Where it stands: `data.name`, `data.household.0.name`, `metadata.reason`. */
  readonly path: string;
  readonly value: unknown;
}

export interface OpenItem {
  readonly sealed: Sealed;
  readonly eventId: string;
  readonly path: string;
}

/**
 * Seals and opens personal values, bound to their person, event and place. Answers are in the order
 * of the items. `open` answers Erased only for a person whose key was destroyed; a key that cannot
 * be found or a value that does not open is an error.
 */
export interface Sealer {
  seal(items: readonly SealItem[]): Promise<readonly Sealed[]>;
  /** Whether what was just sealed about this subject opens no more: it was erased before. */
  isErased(subject: string): boolean;
  open(items: readonly OpenItem[]): Promise<readonly unknown[]>;
}
