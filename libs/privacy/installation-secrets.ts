import { createHmac, randomBytes } from 'node:crypto';
import { canonicalJson } from '@talentloop/event-sourcing';
import type { KeyEncryptionKeys } from './key-encryption-keys';
import type { KeyStore } from './key-store';
import { KeyWrapping, secretContext } from './key-wrapping';
import { KEY_BYTES } from './sealed-box';

/**
 * HMAC-SHA256 over the canonical JSON of the value, in lower-case hex. It shows whether two values
 * are equal without storing them, and without the secret nobody can guess a value from it.
 */
export const keyedDigest = (secret: Uint8Array, value: unknown): string =>
  createHmac('sha256', secret).update(canonicalJson(value), 'utf8').digest('hex');

/**
 * Named secrets of an installation, 32 random bytes each. They are created at first use and stored
 * wrapped.
 */
export class InstallationSecrets {
  private readonly wrapping: KeyWrapping;
  private readonly known = new Map<string, Promise<Buffer>>();

  constructor(
    private readonly store: KeyStore,
    keyEncryptionKeys: KeyEncryptionKeys,
  ) {
    this.wrapping = new KeyWrapping(store, keyEncryptionKeys);
  }

  /** Returns the same bytes for the same name, in every process and after every restart. */
  get(name: string): Promise<Buffer> {
    const known = this.known.get(name);
    if (known) return known;
    const secret = this.readOrCreate(name).catch((error: unknown) => {
      this.known.delete(name);
      throw error;
    });
    this.known.set(name, secret);
    return secret;
  }

  private async readOrCreate(name: string): Promise<Buffer> {
    const context = secretContext({ name });
    const kept =
      (await this.store.findSecret(name)) ??
      (await this.store.keepSecret({
        name,
        ...(await this.wrapping.wrap(context, randomBytes(KEY_BYTES))),
      }));
    return this.wrapping.unwrap(context, kept);
  }
}
