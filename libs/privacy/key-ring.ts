import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import {
  canonicalJson,
  ERASED,
  type Instant,
  isErased,
  type OpenItem,
  type Sealed,
  type Sealer,
  type SealItem,
} from '@talentloop/event-sourcing';
import { DataKeys, type KeyState } from './data-keys';
import { KeyMissing, Unreadable } from './errors';
import type { KeyEncryptionKeys } from './key-encryption-keys';
import type { KeyName, KeyStore, Tombstone } from './key-store';
import { KeyWrapping } from './key-wrapping';
import { rewrapAll } from './rewrap';
import { KEY_BYTES, openText, sealText } from './sealed-box';

/** For how many subjects the key ring holds unwrapped keys; about 1 kB each. */
const SUBJECTS_MAX = 20_000;

/**
 * Each query for tombstones goes back this far, because the clocks and commits of other processes
 * may lag.
 */
const OVERLAP_MS = 60_000;

/** The place of a value. A box that was moved to another place does not open. */
const contextOf = (name: KeyName, eventId: string, path: string): string =>
  canonicalJson([name.subject, name.purpose, eventId, path]);

/**
 * Holds one key per person and purpose. Once a person's keys are destroyed, nobody can read what
 * they sealed.
 */
export class KeyRing implements Sealer {
  private readonly keys: DataKeys;
  private readonly wrapping: KeyWrapping;
  private askedSince: Instant | undefined;
  /** The subjects that `forgetDestroyed` has returned and that the next query will find again. */
  private returned: ReadonlySet<string> = new Set();

  constructor(
    private readonly store: KeyStore,
    keyEncryptionKeys: KeyEncryptionKeys,
    subjectsMax = SUBJECTS_MAX,
  ) {
    this.wrapping = new KeyWrapping(store, keyEncryptionKeys);
    this.keys = new DataKeys(store, this.wrapping, subjectsMax);
  }

  /**
   * Checks that the key-encryption keys open what is stored. Call it at start.
   * @throws KeyEncryptionKeyMissing
   */
  check(): Promise<void> {
    return this.wrapping.check();
  }

  /**
   * Seals each value under the key of its subject and purpose, which is created durably at first
   * use. A value about an erased person is sealed under a key that is not kept, so it reads as
   * erased.
   */
  async seal(items: readonly SealItem[]): Promise<readonly Sealed[]> {
    const known = items.map((item) => this.keys.cached(item));
    const keys = known.includes(undefined)
      ? await Promise.all(items.map((item) => this.keys.findOrCreate(item)))
      : known;
    return items.map((item, i) => {
      const { subject, purpose } = item;
      const key = keyToSealWith(keys[i], item);
      const context = contextOf(item, item.eventId, item.path);
      const box = sealText(key, context, canonicalJson(item.value));
      return { sealed: 1, subject, purpose, box };
    });
  }

  /**
   * Returns the values, or ERASED where the subject's keys were destroyed.
   * @throws KeyMissing, Unreadable, KeyEncryptionKeyMissing. None of these means erased.
   */
  async open(items: readonly OpenItem[]): Promise<readonly unknown[]> {
    const known = items.map(({ sealed }) => this.keys.cached(sealed));
    const keys = known.includes(undefined)
      ? await Promise.all(items.map(({ sealed }) => this.keys.find(sealed)))
      : known;
    return items.map((item, i) => openWith(keys[i], item));
  }

  /**
   * Whether the subject is known to be erased. This process knows it once it has sealed or opened
   * something of the subject, or has learned of the destruction.
   */
  isErased(subject: string): boolean {
    return this.keys.isErased(subject);
  }

  /** Destroys every key of the subject for ever. A second call returns the same tombstone. */
  async destroy(subject: string): Promise<Tombstone> {
    const tombstone = await this.store.destroy(subject);
    this.keys.forget(subject);
    return tombstone;
  }

  /**
   * Forgets the keys that any process has destroyed since the last call, and returns their
   * subjects. The caller must forget the values that it opened with them.
   */
  async forgetDestroyed(): Promise<readonly string[]> {
    const found = await this.store.tombstones(this.askedSince);
    const news = found
      .map(({ subject }) => subject)
      .filter((subject) => !this.returned.has(subject));
    for (const subject of news) this.keys.forget(subject);
    const last = found.reduce((at, { destroyedAt }) => (destroyedAt > at ? destroyedAt : at), '');
    if (last === '') return news;
    const since = new Date(Date.parse(last) - OVERLAP_MS).toISOString();
    this.askedSince = since;
    const again = found.filter(({ destroyedAt }) => destroyedAt >= since);
    this.returned = new Set(again.map(({ subject }) => subject));
    return news;
  }

  /** Wraps every stored key and secret with the newest key-encryption key. Returns how many. */
  rewrap(): Promise<number> {
    return rewrapAll(this.store, this.wrapping);
  }
}

const keyToSealWith = (key: KeyState, { subject, purpose }: KeyName): KeyObject => {
  if (key === undefined) throw new KeyMissing(subject, purpose);
  return isErased(key) ? createSecretKey(randomBytes(KEY_BYTES)) : key;
};

const openWith = (key: KeyState, { sealed, eventId, path }: OpenItem): unknown => {
  if (key === undefined) throw new KeyMissing(sealed.subject, sealed.purpose);
  if (isErased(key)) return ERASED;
  const context = contextOf(sealed, eventId, path);
  const text = openText(key, context, sealed.box);
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable(context);
  }
};
