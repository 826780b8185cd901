import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { KeyEncryptionKeyMissing } from './errors';
import { KEY_BYTES } from './sealed-box';

/** Wraps data keys and secrets. It is kept apart from the database and its backups. */
export interface KeyEncryptionKey {
  /** 1, 2, 3 and so on. What the key has wrapped names this version. */
  readonly version: number;
  readonly key: KeyObject;
}

/** Supplies key-encryption keys. The newest key wraps; older keys only unwrap. */
export interface KeyEncryptionKeys {
  current(): Promise<KeyEncryptionKey>;
  /** @throws KeyEncryptionKeyMissing */
  get(version: number): Promise<KeyEncryptionKey>;
}

const LINE = /^([1-9]\d{0,8})[: ]([A-Za-z0-9_-]{43}|[A-Za-z0-9+/]{43}=)$/;

/**
 * Reads `<version>:<32 bytes in base64 or base64url>`, one per line or separated by commas; `#`
 * begins a comment.
 * @throws Error for any other text, without repeating it.
 */
export const parseKeyEncryptionKeys = (text: string): ReadonlyMap<number, KeyEncryptionKey> => {
  const keys = new Map<number, KeyEncryptionKey>();
  const lines = text.split(/[\n,]/).map((line) => line.replace(/#.*/, '').trim());
  for (const line of lines.filter((each) => each !== '')) {
    const [, version, secret] = LINE.exec(line) ?? [];
    if (version === undefined || secret === undefined || keys.has(Number(version))) {
      throw new Error(
        'key-encryption keys must have the form <version>:<base64 of 32 bytes>, each version once',
      );
    }
    const key = createSecretKey(Buffer.from(secret, 'base64'));
    keys.set(Number(version), { version: Number(version), key });
  }
  if (keys.size === 0)
    throw new Error('TALENTLOOP_KEK or the key file contains no key-encryption key');
  return keys;
};

/** A new key, as a line that `parseKeyEncryptionKeys` reads. */
export const newKeyLine = (version: number): string =>
  `${version}:${randomBytes(KEY_BYTES).toString('base64url')}`;

export const newestOf = (keys: ReadonlyMap<number, KeyEncryptionKey>): KeyEncryptionKey => {
  const newest = keys.get(Math.max(...keys.keys()));
  if (!newest) throw new Error('there is no key-encryption key');
  return newest;
};

/** Keys from a text, such as an environment variable. */
export class GivenKeyEncryptionKeys implements KeyEncryptionKeys {
  private readonly keys: ReadonlyMap<number, KeyEncryptionKey>;

  constructor(text: string) {
    this.keys = parseKeyEncryptionKeys(text);
  }

  async current(): Promise<KeyEncryptionKey> {
    return newestOf(this.keys);
  }

  async get(version: number): Promise<KeyEncryptionKey> {
    const found = this.keys.get(version);
    if (!found) throw new KeyEncryptionKeyMissing(version, 'was not given');
    return found;
  }
}
