import {
  binaryEvent,
  type EventData,
  jsonEvent,
  type JSONType,
  type RecordedEvent,
} from '@eventstore/db-client';
import type { EnvelopedEvent, Instant, Position, StoredEvent } from '@talentloop/event-sourcing';

/** An event as the adapter read it, before its `committedAt` is known. */
export type Undated = Omit<StoredEvent, 'committedAt'> & { readonly recordedAt: Instant };

/**
 * Whether a text stays the same when the client parses it and writes it again. Canonical text does,
 * except where keys look like array indexes.
 */
const survives = (text: string): boolean => JSON.stringify(JSON.parse(text)) === text;

/**
 * The form in which the adapter sends an event. `data` is JSON that the server's UI shows, byte for
 * byte the canonical text, or bytes where the client would change the text. The rest of the
 * envelope is in the event's metadata, under the names that the server's own projections look for.
 */
export const proposed = (event: EnvelopedEvent): EventData => {
  const { id, type, data } = event;
  const metadata = Uint8Array.from(Buffer.from(carried(event)));
  return survives(data)
    ? jsonEvent({ id, type, data: JSON.parse(data) as JSONType, metadata })
    : binaryEvent({ id, type, data: Buffer.from(data), metadata });
};

const carried = ({ metadata, previousHash, hash, schemaVersion }: EnvelopedEvent): string => {
  const { correlationId, causationId } = JSON.parse(metadata) as Readonly<Record<string, unknown>>;
  const envelope = { hash, previousHash, schemaVersion };
  const known = { $correlationId: correlationId, $causationId: causationId, envelope };
  const text = survives(metadata) ? metadata : JSON.stringify(metadata);
  return `${JSON.stringify(known).slice(0, -1)},"metadata":${text}}`;
};

/**
 * Converts an event of the server. If it is not as the adapter wrote it, it comes back as it is,
 * and readers find that its hash is wrong.
 * @throws Error for a position that this system cannot represent.
 */
export const undated = (
  { id, streamId, revision, type, data, metadata, position, created }: RecordedEvent,
  prefix: string,
): Undated => {
  const carrier = objectOf(metadata);
  const envelope = objectOf(carrier['envelope']);
  const own = carrier['metadata'];
  const recordedAt = objectOf(typeof own === 'string' ? parsed(own) : own)['recordedAt'];
  return {
    position: positionOf(position?.commit),
    stream: streamId.slice(prefix.length),
    revision: Number(revision),
    id,
    type,
    schemaVersion: Number(envelope['schemaVersion'] ?? 0),
    data: textOf(data),
    metadata: textOf(own),
    previousHash: textOf(envelope['previousHash']),
    hash: textOf(envelope['hash']),
    recordedAt: isInstant(recordedAt) ? recordedAt : created.toISOString(),
  };
};

const positionOf = (commit: bigint | undefined): Position => {
  const position = Number(commit ?? Number.NaN);
  if (Number.isSafeInteger(position)) return position;
  throw new Error(`no position of this log: ${commit}; EventStoreDB 22.6 or newer is needed`);
};

const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const textOf = (value: unknown): string => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isInstant = (value: unknown): value is Instant =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);
