import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { ERASED, type Erased, isErased } from '@talentloop/event-sourcing';
import { LRUCache } from 'lru-cache';
import { Gathered } from './gathered';
import type { Found, KeyName, KeyStore, WrappedKey } from './key-store';
import { keyContext, type KeyWrapping } from './key-wrapping';
import { KEY_BYTES } from './sealed-box';

/** A key; Erased when its subject's were destroyed; undefined when there is none. */
export type KeyState = KeyObject | Erased | undefined;

/** More names than this in one question are asked in several. */
const BATCH_MAX = 5_000;

const idOf = ({ subject, purpose }: KeyName): string => `${purpose}\u001f${subject}`;

const distinct = (names: readonly KeyName[]): readonly KeyName[] => [
  ...new Map(names.map((name) => [idOf(name), name])).values(),
];

/** Unwrapped keys: a bounded cache of subjects before the store. */
export class DataKeys {
  /** Every known key of a subject by purpose, or that they were destroyed. */
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

  /** What is known without asking the store. */
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
   * The key that stands, made when there is none; Erased when the subject's were destroyed. A name
   * that is not known here is most often new, so one is offered at once rather than asked for first.
   */
  async findOrCreate(name: KeyName): Promise<KeyState> {
    return this.cached(name) ?? this.creating.ask(name);
  }

  /** Forgets the subject's keys, and knows from now on that they were destroyed. */
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

  /** A row that does not open must not fail those who asked for others. */
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
    if (isErased(known)) return; // Destroyed while the question was under way.
    if (known) known.set(purpose, key);
    else this.cache.set(subject, new Map([[purpose, key]]));
  }
}
