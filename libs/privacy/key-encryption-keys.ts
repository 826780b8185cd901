import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { KeyEncryptionKeyMissing } from './errors';
import { KEY_BYTES } from './sealed-box';

/** Wraps data keys and secrets; kept apart from the database and its backups. */
export interface KeyEncryptionKey {
  /** 1, 2, 3 …; what it wrapped names it. */
  readonly version: number;
  readonly key: KeyObject;
}

/** Where key-encryption keys come from. The newest wraps; older ones only unwrap. */
export interface KeyEncryptionKeys {
  current(): Promise<KeyEncryptionKey>;
  /** @throws KeyEncryptionKeyMissing */
  get(version: number): Promise<KeyEncryptionKey>;
}

const LINE = /^([1-9]\d{0,8})[: ]([A-Za-z0-9_-]{43}|[A-Za-z0-9+/]{43}=)$/;

/**
 * Reads `<version>:<32 bytes in base64 or base64url>`, one a line or with commas between; `#` begins
 * a comment. @throws Error for anything else, without repeating the text.
 */
export const parseKeyEncryptionKeys = (text: string): ReadonlyMap<number, KeyEncryptionKey> => {
  const keys = new Map<number, KeyEncryptionKey>();
  const lines = text.split(/[\n,]/).map((line) => line.replace(/#.*/, '').trim());
  for (const line of lines.filter((each) => each !== '')) {
    const [, version, secret] = LINE.exec(line) ?? [];
    if (version === undefined || secret === undefined || keys.has(Number(version))) {
      throw new Error(
        'key-encryption keys must read <version>:<base64 of 32 bytes>, each version once',
      );
    }
    const key = createSecretKey(Buffer.from(secret, 'base64'));
    keys.set(Number(version), { version: Number(version), key });
  }
  if (keys.size === 0) throw new Error('there is no key-encryption key in what was given');
  return keys;
};

/** A new key, as the line that `parseKeyEncryptionKeys` reads. */
export const newKeyLine = (version: number): string =>
  `${version}:${randomBytes(KEY_BYTES).toString('base64url')}`;

export const newestOf = (keys: ReadonlyMap<number, KeyEncryptionKey>): KeyEncryptionKey => {
  const newest = keys.get(Math.max(...keys.keys()));
  if (!newest) throw new Error('there is no key-encryption key');
  return newest;
};

/** Keys given as text, by an environment variable for instance. */
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
