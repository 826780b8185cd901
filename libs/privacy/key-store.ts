import type { Instant } from '@talentloop/event-sourcing';

/** One data key belongs to one subject (a person, or a stream) and one purpose. */
export interface KeyName {
  readonly subject: string;
  readonly purpose: string;
}

/** 32 bytes as they rest: sealed under the key-encryption key of that version. */
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

/** What the store knows of the names it was asked for; a name in neither list is not there at all. */
export interface Found {
  readonly keys: readonly WrappedKey[];
  /** Subjects among those asked that have a tombstone. Their keys are never answered. */
  readonly destroyed: readonly string[];
}

/** Wrapped anew; applied only where `from` is still the version at rest. */
export interface Rewrapped<T> {
  readonly from: number;
  readonly to: T;
}

/** Where wrapped keys, secrets and tombstones rest. Both adapters pass key-store.spec.ts. */
export interface KeyStore {
  /** In one question, however many names. */
  find(names: readonly KeyName[]): Promise<Found>;
  /**
   * Keeps each key unless one of its name is there (another process was first) or its subject was
   * destroyed, durably, and answers what stands now.
   */
  create(keys: readonly WrappedKey[]): Promise<Found>;
  /** Puts the tombstone and deletes the subject's keys at once; again, it changes nothing. */
  destroy(subject: string): Promise<Tombstone>;
  /** Tombstones put at or after the instant; all of them without one. */
  tombstones(since?: Instant): Promise<readonly Tombstone[]>;
  /** At most `limit` keys that another version than this one wraps. */
  keysNotWrappedBy(kekVersion: number, limit: number): Promise<readonly WrappedKey[]>;
  /** How many were replaced. */
  rewrapKeys(keys: readonly Rewrapped<WrappedKey>[]): Promise<number>;
  /** Keeps the secret unless one of its name is there, and answers what stands now. */
  keepSecret(secret: WrappedSecret): Promise<WrappedSecret>;
  findSecret(name: string): Promise<WrappedSecret | undefined>;
  secretsNotWrappedBy(kekVersion: number): Promise<readonly WrappedSecret[]>;
  rewrapSecrets(secrets: readonly Rewrapped<WrappedSecret>[]): Promise<number>;
}
