import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KeyEncryptionKeyMissing } from './errors';
import {
  GivenKeyEncryptionKeys,
  type KeyEncryptionKey,
  type KeyEncryptionKeys,
  newestOf,
  newKeyLine,
  parseKeyEncryptionKeys,
} from './key-encryption-keys';

const HEADER = '# Key-encryption keys. Without them no personal data can be read. Back up apart.\n';

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/**
 * Writes a complete file beside its final path and waits for the disk. Only the file's owner may
 * read it.
 */
const writeBeside = async (path: string, text: string): Promise<string> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const beside = `${path}.${randomUUID()}`;
  const file = await open(beside, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  return beside;
};

/** A file with one key per line. It is read again when a caller asks for an unknown version. */
export class KeyEncryptionKeyFile implements KeyEncryptionKeys {
  private keys: ReadonlyMap<number, KeyEncryptionKey> | undefined;

  /**
   * @param create Whether to create the file with a first key if it is missing. For development
   * only.
   */
  constructor(
    readonly path: string,
    private readonly create: boolean,
  ) {}

  async current(): Promise<KeyEncryptionKey> {
    return newestOf(this.keys ?? (await this.load(1, this.create)));
  }

  /** Never creates the file: a new key does not open what a lost key wrapped. */
  async get(version: number): Promise<KeyEncryptionKey> {
    const known = this.keys?.get(version);
    if (known) return known;
    const found = (await this.load(version, false)).get(version);
    if (!found) throw new KeyEncryptionKeyMissing(version, `is not in ${this.path}`);
    return found;
  }

  /**
   * Adds a key that wraps from now on, for a rotation. Running processes read it when they meet its
   * version.
   */
  async add(): Promise<KeyEncryptionKey> {
    const { version } = newestOf(await this.load(1, false));
    const text = await readFile(this.path, 'utf8');
    const longer = `${text.trimEnd()}\n${newKeyLine(version + 1)}\n`;
    await rename(await writeBeside(this.path, longer), this.path);
    return newestOf(await this.load(version + 1, false));
  }

  private async load(
    wanted: number,
    create: boolean,
  ): Promise<ReadonlyMap<number, KeyEncryptionKey>> {
    try {
      this.keys = parseKeyEncryptionKeys(await readFile(this.path, 'utf8'));
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      if (!create) throw new KeyEncryptionKeyMissing(wanted, `: ${this.path} does not exist`);
      await this.begin();
      this.keys = parseKeyEncryptionKeys(await readFile(this.path, 'utf8'));
    }
    return this.keys;
  }

  /** If several processes start at once, one of them creates the file and all of them read it. */
  private async begin(): Promise<void> {
    const beside = await writeBeside(this.path, `${HEADER}${newKeyLine(1)}\n`);
    try {
      await link(beside, this.path);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    } finally {
      await rm(beside, { force: true });
    }
  }
}

export interface KeyEncryptionKeySources {
  /** The value of TALENTLOOP_KEK, which takes precedence over the file. */
  readonly given?: string | undefined;
  /** The trust folder, which contains `kek.txt`. */
  readonly trustFolder: string;
  /** Whether a first key may be created; never in production. */
  readonly create: boolean;
}

/** The keys in the environment, or else those in the trust folder. */
export const keyEncryptionKeys = (sources: KeyEncryptionKeySources): KeyEncryptionKeys =>
  sources.given === undefined || sources.given === ''
    ? new KeyEncryptionKeyFile(join(sources.trustFolder, 'kek.txt'), sources.create)
    : new GivenKeyEncryptionKeys(sources.given);
