import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { ERASED, type Erased, isErased } from '@talentloop/event-sourcing';
import { LRUCache } from 'lru-cache';
import { Gathered } from './gathered';
import type { Found, KeyName, KeyStore, WrappedKey } from './key-store';
import { keyContext, type KeyWrapping } from './key-wrapping';
import { KEY_BYTES } from './sealed-box';

/** A key; Erased if the subject's keys were destroyed; undefined if there is none. */
export type KeyState = KeyObject | Erased | undefined;

/** How many names one query asks for at most. */
const BATCH_MAX = 5_000;

const idOf = ({ subject, purpose }: KeyName): string => `${purpose}\u001f${subject}`;

const distinct = (names: readonly KeyName[]): readonly KeyName[] => [
  ...new Map(names.map((name) => [idOf(name), name])).values(),
];

/** Unwrapped keys: a bounded cache of subjects in front of the store. */
export class DataKeys {
  /** The known keys of a subject by purpose, or Erased. */
  private readonly cache: LRUCache<string, Map<string, KeyObject> | Erased>;
  private readonly finding: Gathered<KeyName, KeyState>;
  private readonly creating: Gathered<KeyName, KeyState>;

  constructor(
    private readonly store: KeyStore,
    private readonly wrapping: KeyWrapping,
    subjectsMax: number,
  ) {
    this.cache = new LRUCache({ max: subjectsMax });
    this.finding = new Gathered(
      async (names) => this.learn(await store.find(distinct(names))),
      BATCH_MAX,
    );
    this.creating = new Gathered((names) => this.create(distinct(names)), BATCH_MAX);
  }

  /** The key, if it is known without a query. */
  cached({ subject, purpose }: KeyName): KeyState {
    const known = this.cache.get(subject);
    return known instanceof Map ? known.get(purpose) : known;
  }

  isErased(subject: string): boolean {
    return isErased(this.cache.get(subject));
  }

  async find(name: KeyName): Promise<KeyState> {
    return this.cached(name) ?? this.finding.ask(name);
  }

  /**
   * Returns the key, and creates it if there is none. Returns Erased if the subject's keys were
   * destroyed. A name that is not in the cache is usually new, so this offers a new key at once and
   * saves a query.
   */
  async findOrCreate(name: KeyName): Promise<KeyState> {
    return this.cached(name) ?? this.creating.ask(name);
  }

  /** Forgets the subject's keys, and remembers that they were destroyed. */
  forget(subject: string): void {
    this.cache.set(subject, ERASED);
  }

  private async create(names: readonly KeyName[]): Promise<(name: KeyName) => KeyState> {
    const keys = names.map(async (name) => ({
      ...name,
      ...(await this.wrapping.wrap(keyContext(name), randomBytes(KEY_BYTES))),
    }));
    return this.learn(await this.store.create(await Promise.all(keys)));
  }

  private async learn({ keys, destroyed }: Found): Promise<(name: KeyName) => KeyState> {
    for (const subject of destroyed) this.forget(subject);
    const gone = new Set(destroyed);
    const found = new Map<string, KeyObject | Error>();
    for (const key of keys) found.set(idOf(key), await this.unwrapped(key));
    for (const name of keys) this.keep(name, found.get(idOf(name)));
    return (name) => {
      const key = found.get(idOf(name));
      if (key instanceof Error) throw key;
      return gone.has(name.subject) ? ERASED : key;
    };
  }

  /** A row that cannot be unwrapped must not fail the callers that asked for other rows. */
  private async unwrapped(key: WrappedKey): Promise<KeyObject | Error> {
    try {
      return createSecretKey(await this.wrapping.unwrap(keyContext(key), key));
    } catch (error) {
      return error instanceof Error ? error : new Error('a key does not open', { cause: error });
    }
  }

  private keep({ subject, purpose }: KeyName, key: KeyObject | Error | undefined): void {
    if (key === undefined || key instanceof Error) return;
    const known = this.cache.get(subject);
    if (isErased(known)) return; // The keys were destroyed while the query ran.
    if (known) known.set(purpose, key);
    else this.cache.set(subject, new Map([[purpose, key]]));
  }
}
