import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { Unreadable } from './errors';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Data keys, key-encryption keys and secrets all have this size. */
export const KEY_BYTES = 32;

const options = { authTagLength: TAG_BYTES };

const entropy = { bytes: Buffer.alloc(NONCE_BYTES * 512), used: NONCE_BYTES * 512 };

/**
 * Returns unused random bytes. The system's generator is asked for many nonces at once, because a
 * call for each one costs more than sealing.
 */
const nextNonce = (): Buffer => {
  if (entropy.used === entropy.bytes.length) {
    // Callers may still hold parts of the former buffer, so new random bytes get a new buffer.
    entropy.bytes = randomBytes(entropy.bytes.length);
    entropy.used = 0;
  }
  return entropy.bytes.subarray(entropy.used, (entropy.used += NONCE_BYTES));
};

/**
 * Seals the bytes with AES-256-GCM (NIST SP 800-38D), bound to `context`: nonce ‖ ciphertext ‖ tag.
 * The nonce is random, which is safe for far more values than one person's key ever seals (2^32).
 */
export const sealBytes = (key: KeyObject, context: string, plain: Uint8Array): Buffer => {
  const nonce = nextNonce();
  const cipher = createCipheriv(ALGORITHM, key, nonce, options);
  cipher.setAAD(Buffer.from(context, 'utf8'));
  const body = cipher.update(plain);
  cipher.final();
  return Buffer.concat([nonce, body, cipher.getAuthTag()]);
};

/** @throws Unreadable if the box is not exactly what `sealBytes` made for this key and context. */
export const openBytes = (key: KeyObject, context: string, box: Buffer): Buffer => {
  if (box.length < NONCE_BYTES + TAG_BYTES) throw new Unreadable(context);
  const decipher = createDecipheriv(ALGORITHM, key, box.subarray(0, NONCE_BYTES), options);
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(box.subarray(box.length - TAG_BYTES));
  const plain = decipher.update(box.subarray(NONCE_BYTES, box.length - TAG_BYTES));
  try {
    decipher.final();
  } catch {
    throw new Unreadable(context);
  }
  return plain;
};

/** The box as text. */
export const sealText = (key: KeyObject, context: string, text: string): string =>
  sealBytes(key, context, Buffer.from(text, 'utf8')).toString('base64url');

/**
 * @throws Unreadable as `openBytes` does, and for a text that is not the one encoding of its bytes.
 */
export const openText = (key: KeyObject, context: string, text: string): string => {
  const box = Buffer.from(text, 'base64url');
  // The decoder ignores characters that it does not know, so two texts could mean the same box.
  if (box.toString('base64url') !== text) throw new Unreadable(context);
  return openBytes(key, context, box).toString('utf8');
};
