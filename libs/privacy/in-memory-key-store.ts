import { type Clock, systemClock } from '@talentloop/event-sourcing';
import type {
  Found,
  KeyName,
  KeyStore,
  Rewrapped,
  Tombstone,
  Wrapped,
  WrappedKey,
  WrappedSecret,
} from './key-store';

const nameOf = ({ subject, purpose }: KeyName): string => `${purpose}\u001f${subject}`;

/** Replaces a value if the version that wraps it is still the one that the caller saw. */
const replace = <T extends Wrapped>(
  kept: Map<string, T>,
  items: readonly Rewrapped<T>[],
  idOf: (item: T) => string,
): number => {
  const standing = items.filter(({ from, to }) => kept.get(idOf(to))?.kekVersion === from);
  for (const { to } of standing) kept.set(idOf(to), to);
  return standing.length;
};

/**
 * Keys that exist as long as the process. For specs only: a log that outlives the process could not
 * be read.
 */
export class InMemoryKeyStore implements KeyStore {
  private readonly keys = new Map<string, WrappedKey>();
  private readonly secrets = new Map<string, WrappedSecret>();
  private readonly graves = new Map<string, Tombstone>();

  constructor(private readonly clock: Clock = systemClock) {}

  async find(names: readonly KeyName[]): Promise<Found> {
    const alive = names.filter(({ subject }) => !this.graves.has(subject));
    return {
      keys: alive.flatMap((name) => this.keys.get(nameOf(name)) ?? []),
      destroyed: [
        ...new Set(names.map(({ subject }) => subject).filter((s) => this.graves.has(s))),
      ],
    };
  }

  async create(keys: readonly WrappedKey[]): Promise<Found> {
    for (const key of keys) {
      const name = nameOf(key);
      if (!this.keys.has(name) && !this.graves.has(key.subject)) this.keys.set(name, key);
    }
    return this.find(keys);
  }

  async destroy(subject: string): Promise<Tombstone> {
    const grave = this.graves.get(subject) ?? { subject, destroyedAt: this.clock.now() };
    this.graves.set(subject, grave);
    for (const [name, key] of this.keys) if (key.subject === subject) this.keys.delete(name);
    return grave;
  }

  async tombstones(since = ''): Promise<readonly Tombstone[]> {
    return [...this.graves.values()].filter(({ destroyedAt }) => destroyedAt >= since);
  }

  async keysNotWrappedBy(kekVersion: number, limit: number): Promise<readonly WrappedKey[]> {
    return [...this.keys.values()].filter((key) => key.kekVersion !== kekVersion).slice(0, limit);
  }

  async rewrapKeys(keys: readonly Rewrapped<WrappedKey>[]): Promise<number> {
    return replace(this.keys, keys, nameOf);
  }

  async keepSecret(secret: WrappedSecret): Promise<WrappedSecret> {
    const kept = this.secrets.get(secret.name) ?? secret;
    this.secrets.set(secret.name, kept);
    return kept;
  }

  async findSecret(name: string): Promise<WrappedSecret | undefined> {
    return this.secrets.get(name);
  }

  async secretsNotWrappedBy(kekVersion: number): Promise<readonly WrappedSecret[]> {
    return [...this.secrets.values()].filter((secret) => secret.kekVersion !== kekVersion);
  }

  async rewrapSecrets(secrets: readonly Rewrapped<WrappedSecret>[]): Promise<number> {
    return replace(this.secrets, secrets, ({ name }) => name);
  }
}
