import type { Instant } from '@talentloop/event-sourcing';

/** One data key belongs to one subject (a person or a stream) and one purpose. */
export interface KeyName {
  readonly subject: string;
  readonly purpose: string;
}

/** 32 bytes as they are stored: sealed under the key-encryption key of that version. */
export interface Wrapped {
  readonly wrapped: Buffer;
  readonly kekVersion: number;
}

export interface WrappedKey extends KeyName, Wrapped {}

export interface WrappedSecret extends Wrapped {
  readonly name: string;
}

/** A subject whose keys were destroyed. */
export interface Tombstone {
  readonly subject: string;
  readonly destroyedAt: Instant;
}

/** What the store has for the names in a query. A name in neither list has no key. */
export interface Found {
  readonly keys: readonly WrappedKey[];
  /** The subjects in the query that have a tombstone. The store never returns keys for them. */
  readonly destroyed: readonly string[];
}

/** A newly wrapped value. The store applies it only if `from` is still the stored version. */
export interface Rewrapped<T> {
  readonly from: number;
  readonly to: T;
}

/** Stores wrapped keys, secrets and tombstones. Both adapters pass key-store.spec.ts. */
export interface KeyStore {
  /** Finds any number of keys in one query. */
  find(names: readonly KeyName[]): Promise<Found>;
  /**
   * Stores each key durably, unless a key with its name exists (another process was first) or its
   * subject was destroyed. Returns what is stored now.
   */
  create(keys: readonly WrappedKey[]): Promise<Found>;
  /**
   * Writes the tombstone and deletes the subject's keys together. A second call changes nothing.
   */
  destroy(subject: string): Promise<Tombstone>;
  /** The tombstones written at or after `since`, or all of them. */
  tombstones(since?: Instant): Promise<readonly Tombstone[]>;
  /** At most `limit` keys that another version than this one wraps. */
  keysNotWrappedBy(kekVersion: number, limit: number): Promise<readonly WrappedKey[]>;
  /** Returns how many keys were replaced. */
  rewrapKeys(keys: readonly Rewrapped<WrappedKey>[]): Promise<number>;
  /** Stores the secret unless one with its name exists. Returns what is stored now. */
  keepSecret(secret: WrappedSecret): Promise<WrappedSecret>;
  findSecret(name: string): Promise<WrappedSecret | undefined>;
  secretsNotWrappedBy(kekVersion: number): Promise<readonly WrappedSecret[]>;
  rewrapSecrets(secrets: readonly Rewrapped<WrappedSecret>[]): Promise<number>;
}
