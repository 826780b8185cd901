import { createHash } from 'node:crypto';

const NAMESPACE = Buffer.from('5f0c7cfe5a0f5d0e9b1a7d2f6f3b8c41', 'hex');

/**
 * UUIDv5 (RFC 9562) of the parts in the project's namespace. Parts are joined by U+001F, which no
 * part contains, so different lists never meet.
 */
export const derivedId = (...parts: readonly (string | number)[]): string => {
  const digest = createHash('sha1')
    .update(NAMESPACE)
    .update(parts.join('\u001f'))
    .digest()
    .subarray(0, 16);
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = digest.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
};

/** UUIDv5(stream, commandId, index): a command repeated makes the same event ids. */
export const eventId = (stream: string, commandId: string, index: number): string =>
  derivedId(stream, commandId, index);
