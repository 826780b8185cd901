import type { Erased } from './erased';

/** An ISO 8601 instant in UTC with milliseconds, `2026-03-01T04:05:06.789Z`: sorts as text. */
export type Instant = string;

/** A day, `YYYY-MM-DD`, in UTC+8 (both sides of the boundary keep it all year). */
export type Day = string;

/** Why a decision came out as it did: kept inside its event, so that it can be replayed. */
export interface PolicyRecord {
  readonly name: string;
  readonly version: string;
  /** What the policy saw. Personal, so stored sealed. */
  readonly inputs: Readonly<Record<string, unknown>> | Erased;
  /** The rules that fired, by name. */
  readonly fired: readonly string[];
  readonly outcome: string;
}

/**
 * A fact in the words of the business, as a decider returns it and `evolve` receives it.
 * `type` is storage format: a literal in the past tense that is never renamed.
 */
export interface DomainEvent<T extends string = string, D extends object = object> {
  readonly type: T;
  readonly data: D;
  /** Since when it was so, where that differs from when it was recorded. */
  readonly effectiveAt?: Instant;
  /** Free text, stored sealed. */
  readonly reason?: string | Erased;
  readonly policy?: PolicyRecord;
}

/** Who did it: the token's subject, never a name. */
export interface Actor {
  readonly id: string;
  readonly roles: readonly string[];
  readonly centre?: string;
  readonly client?: string;
}

/**
 * The envelope's metadata. `Text` and `Inputs` are what free text is: sealed when stored, opened
 * when read.
 */
interface Metadata<Reason, Inputs> {
  /** The writer's clock; never before the previous event of the stream. */
  readonly recordedAt: Instant;
  readonly effectiveAt?: Instant;
  readonly actor: Actor;
  readonly commandId: string;
  /** The journey this belongs to. */
  readonly correlationId: string;
  /** The id of the event that caused it; absent when a person's command did. */
  readonly causationId?: string;
  readonly reason?: Reason;
  readonly policy?: Omit<PolicyRecord, 'inputs'> & { readonly inputs: Inputs };
}

/** A personal value at rest: AES-256-GCM under the key of (subject, purpose); see libs/privacy. */
export interface Sealed {
  readonly sealed: 1;
  readonly subject: string;
  readonly purpose: string;
  /** base64url of nonce, ciphertext and tag. */
  readonly box: string;
}

export type StoredMetadata = Metadata<Sealed, Sealed>;
export type EventMetadata = Metadata<string | Erased, PolicyRecord['inputs']>;

/**
 * JSON in its canonical form (RFC 8785): stored, hashed and read back as these very bytes, so that
 * checking a hash never depends on parsing. Adapters carry it; only codecs look inside.
 */
export type CanonicalText = string;

/** An event with its whole envelope but for what the store assigns: what is hashed and appended. */
export interface EnvelopedEvent {
  readonly stream: string;
  /** 0, 1, 2 … without gaps. */
  readonly revision: number;
  /** UUIDv5(stream, commandId, index). */
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  /** Codec output as canonical text: JSON in which every personal field is a `Sealed`. */
  readonly data: CanonicalText;
  /** A `StoredMetadata` as canonical text. */
  readonly metadata: CanonicalText;
  readonly previousHash: string;
  readonly hash: string;
}

/**
 * Opaque and ordered; in a PostgreSQL log gapless and in commit order, the first one 1. A safe
 * integer.
 */
export type Position = number;

export interface StoredEvent extends EnvelopedEvent {
  readonly position: Position;
  readonly committedAt: Instant;
}

/** A stored event, upcast and opened: what folds, read models, processes and auditors see. */
export type RecordedEvent<E extends DomainEvent = DomainEvent> = E & {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly position: Position;
  readonly committedAt: Instant;
  readonly meta: EventMetadata;
};
