/** The data key of a subject and purpose is missing, and there is no tombstone. */
export class KeyMissing extends Error {
  override readonly name = 'KeyMissing';
  constructor(
    readonly subject: string,
    readonly purpose: string,
  ) {
    super(`no data key for ${subject}, purpose ${purpose}: the key store is incomplete`);
  }
}

/**
 * A box does not open with its key: it was altered, moved to another place, or sealed with another
 * key.
 */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  constructor(readonly what: string) {
    super(`cannot be read: ${what}`);
  }
}

/** The key-encryption key that wraps a stored key is missing, or another key has its version. */
export class KeyEncryptionKeyMissing extends Error {
  override readonly name = 'KeyEncryptionKeyMissing';
  constructor(
    readonly version: number,
    why: string,
  ) {
    super(
      `key-encryption key ${version} ${why}. Personal data cannot be read until the key that was ` +
        'in use is put back (TALENTLOOP_KEK, or kek.txt in the trust folder).',
    );
  }
}
