import { canonicalJson } from '@talentloop/event-sourcing';
import { KeyEncryptionKeyMissing, Unreadable } from './errors';
import type { KeyEncryptionKey, KeyEncryptionKeys } from './key-encryption-keys';
import type { KeyStore, Wrapped, WrappedKey, WrappedSecret } from './key-store';
import { openBytes, sealBytes } from './sealed-box';

/** Binds a wrapped key to its place, so that two rows cannot be exchanged. */
export const keyContext = ({ subject, purpose }: Pick<WrappedKey, 'subject' | 'purpose'>): string =>
  canonicalJson(['data-key', subject, purpose]);

export const secretContext = ({ name }: Pick<WrappedSecret, 'name'>): string =>
  canonicalJson(['secret', name]);

/** Wraps and unwraps 32 bytes with the key-encryption keys. */
export class KeyWrapping {
  private checked: Promise<void> | undefined;

  constructor(
    private readonly store: KeyStore,
    private readonly keys: KeyEncryptionKeys,
  ) {}

  async wrap(context: string, plain: Uint8Array): Promise<Wrapped> {
    await this.check();
    const kek = await this.keys.current();
    return { wrapped: sealBytes(kek.key, context, plain), kekVersion: kek.version };
  }

  /** @throws KeyEncryptionKeyMissing if no available key opens it. */
  async unwrap(context: string, { wrapped, kekVersion }: Wrapped): Promise<Buffer> {
    const kek: KeyEncryptionKey = await this.keys.get(kekVersion);
    try {
      return openBytes(kek.key, context, wrapped);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      throw new KeyEncryptionKeyMissing(kekVersion, `does not open ${context}`);
    }
  }

  async currentVersion(): Promise<number> {
    await this.check();
    return (await this.keys.current()).version;
  }

  /**
   * Checks once, before anything new is wrapped, that the available keys open what is stored.
   * Otherwise a new key could replace a lost key file without notice, and two keys would share one
   * version.
   * @throws KeyEncryptionKeyMissing
   */
  check(): Promise<void> {
    this.checked ??= this.openOne().catch((error: unknown) => {
      this.checked = undefined;
      throw error;
    });
    return this.checked;
  }

  private async openOne(): Promise<void> {
    const [key] = await this.store.keysNotWrappedBy(0, 1);
    if (key) await this.unwrap(keyContext(key), key);
    const [secret] = await this.store.secretsNotWrappedBy(0);
    if (secret) await this.unwrap(secretContext(secret), secret);
  }
}
