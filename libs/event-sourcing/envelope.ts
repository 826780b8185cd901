import { hash } from 'node:crypto';
import { canonicalJson } from './canonical';
import type { CanonicalText, EnvelopedEvent } from './event';
import { eventId } from './identifiers';

/** Names what is hashed and how; the next way of hashing has another one. */
const HASH_TAG = 'talentloop/event/1';

/** The `previousHash` of a stream's first event. */
export const FIRST_PREVIOUS_HASH = '0'.repeat(64);

export type Unhashed = Omit<EnvelopedEvent, 'hash'>;

/**
 * The bytes an event's hash covers, as text: the tag, a line feed, and the canonical form (RFC
 * 8785) of { data, id, metadata, previousHash, revision, schemaVersion, stream, type }. `data` and
 * `metadata` enter as the very text that is stored. Vectors: test/fixtures/envelope.
 */
export const preimageOf = (event: Unhashed): string =>
  `${HASH_TAG}\n{"data":${event.data},"id":${JSON.stringify(event.id)},` +
  `"metadata":${event.metadata},` +
  `"previousHash":${JSON.stringify(event.previousHash)},"revision":${event.revision},` +
  `"schemaVersion":${event.schemaVersion},"stream":${JSON.stringify(event.stream)},` +
  `"type":${JSON.stringify(event.type)}}`;

/** SHA-256 of the preimage in UTF-8, in lower-case hex. */
export const hashOf = (event: Unhashed): string => hash('sha256', preimageOf(event), 'hex');

/** Where a stream ends: what the next event is chained to. */
export interface ChainEnd {
  /** NO_STREAM before the first event. */
  readonly revision: number;
  readonly hash: string;
}

/** One event ready to be put in its envelope: codec output and metadata, sealed. */
export interface Payload {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: CanonicalText;
  readonly metadata: CanonicalText;
}

/** The payloads of one command as the next events of a stream: numbered, identified and chained. */
export const envelope = (
  stream: string,
  end: ChainEnd,
  commandId: string,
  payloads: readonly Payload[],
): readonly EnvelopedEvent[] => {
  let previousHash = end.hash;
  return payloads.map((payload, index) => {
    const revision = end.revision + 1 + index;
    const { type, schemaVersion, data, metadata } = payload;
    const id = eventId(stream, commandId, index);
    const unhashed = { stream, revision, id, type, schemaVersion, data, metadata, previousHash };
    previousHash = hashOf(unhashed);
    return { ...unhashed, hash: previousHash };
  });
};

/** The payload of plain values, which must be canonical. */
export const payload = (
  type: string,
  schemaVersion: number,
  data: object,
  metadata: object,
): Payload => ({
  type,
  schemaVersion,
  data: canonicalJson(data),
  metadata: canonicalJson(metadata),
});
