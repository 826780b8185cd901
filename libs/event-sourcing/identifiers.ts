import { hash } from 'node:crypto';

const NAMESPACE = Buffer.from('5f0c7cfe5a0f5d0e9b1a7d2f6f3b8c41', 'hex');

/**
 * UUIDv5 (RFC 9562) of the parts in the project's namespace. Parts are joined by U+001F, which no
 * part contains, so different lists never meet.
 */
export const derivedId = (...parts: readonly (string | number)[]): string => {
  const named = Buffer.from(parts.join('\u001f'), 'utf8');
  const hex = hash('sha1', Buffer.concat([NAMESPACE, named]), 'hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return (
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-` +
    `${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  );
};

/** UUIDv5(stream, commandId, index): a command repeated makes the same event ids. */
export const eventId = (stream: string, commandId: string, index: number): string =>
  derivedId(stream, commandId, index);
