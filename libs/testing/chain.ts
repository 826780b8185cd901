import { randomUUID } from 'node:crypto';
import {
  type AppendRequest,
  type AppendResult,
  type Claim,
  envelope,
  type EnvelopedEvent,
  type EventStore,
  FIRST_PREVIOUS_HASH,
  type Instant,
  NO_STREAM,
  payload,
} from '@talentloop/event-sourcing';
import { AT, WORKER } from './given-when-then';

/** Enveloped events of one command, as `Decisions` would make them after this end of the stream. */
export const enveloped = (
  stream: string,
  { commandId = randomUUID(), end, data = [{}], recordedAt = AT }: ChainLink = {},
): readonly EnvelopedEvent[] => {
  const metadata = { recordedAt, actor: WORKER, commandId, correlationId: commandId };
  const payloads = data.map((each) => payload('ThingHappened', 1, each, metadata));
  const from = end ?? { revision: NO_STREAM, hash: FIRST_PREVIOUS_HASH };
  return envelope(stream, from, commandId, payloads);
};

export interface ChainLink {
  readonly commandId?: string;
  /** The event before; none for a new stream. */
  readonly end?: { readonly revision: number; readonly hash: string };
  readonly recordedAt?: Instant;
  /** One for each event. */
  readonly data?: readonly object[];
}

/** The request that appends them. */
export const appendOf = (events: readonly EnvelopedEvent[], claim?: Claim): AppendRequest => {
  const [first] = events;
  if (!first) throw new Error('no events');
  const { stream, revision } = first;
  return { stream, expectedRevision: revision - 1, events, ...(claim && { claim }) };
};

const ATTEMPTS_MAX = 1_000;

/** Appends one command to the present end of the stream, and tries again after each conflict. */
export const appendToEnd = async (
  store: EventStore,
  stream: string,
  link: Omit<ChainLink, 'end'> = {},
): Promise<AppendResult & { outcome: 'appended' }> => {
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const end = (await store.readStream(stream)).at(-1);
    const events = enveloped(stream, end ? { ...link, end } : link);
    const result = await store.append(appendOf(events));
    if (result.outcome === 'appended') return result;
    if (result.outcome !== 'conflict') throw new Error(`not appended: ${JSON.stringify(result)}`);
  }
  throw new Error(`not appended: ${ATTEMPTS_MAX} conflicts`);
};
