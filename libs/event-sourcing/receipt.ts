import type { Actor, DomainEvent, Instant, Position, RecordedEvent } from './event';
import type { Encoded } from './event-codecs';
import { type Claim, type ClaimAnswer, NO_STREAM } from './event-store';

/** An idempotent request on its way: `answer` says what its receipt will be answered. */
export interface RequestClaim {
  readonly commandId: string;
  readonly digest: string;
  readonly answer: (receipt: Receipt) => ClaimAnswer;
}

/** Who asks, under which id, and what the request is to be answered. */
export interface CommandContext {
  readonly commandId: string;
  readonly actor: Actor;
  /** The journey, where the stream is new or shared; an existing stream keeps its own. */
  readonly correlationId?: string;
  readonly causationId?: string;
  /** If-Match: the revision the caller has seen. */
  readonly ifRevision?: number;
  readonly claim?: RequestClaim;
}

/** What a command did, or had done before when it is a repetition. */
export interface Receipt<E extends DomainEvent = DomainEvent> {
  readonly stream: string;
  readonly id: string;
  readonly revision: number;
  readonly position: Position;
  readonly correlationId: string;
  /** False when the target state was reached already and nothing was written. */
  readonly changed: boolean;
  readonly events: readonly RecordedEvent<E>[];
  /** What the same request was answered before. */
  readonly answered?: ClaimAnswer;
}

/** The receipt of a command that found its target state reached: what stands is answered. */
export const unchanged = ({
  stream,
  id,
  revision,
  position,
  correlationId,
}: Omit<Receipt, 'changed' | 'events' | 'answered'>): Receipt<never> => ({
  stream,
  id,
  revision,
  position,
  correlationId,
  changed: false,
  events: [],
});

/** One aggregate as it stands. `updatedAt` is its last event's time. */
export interface Loaded<S> {
  readonly stream: string;
  readonly id: string;
  readonly state: S;
  readonly revision: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly correlationId: string;
  readonly position: Position;
}

/** If-Match named another revision than the stream's. */
export class StaleRevision extends Error {
  override readonly name = 'StaleRevision';
  constructor(readonly revision: number) {
    super(`the revision is ${revision}`);
  }
}

/** @throws StaleRevision when the caller has seen another revision of this aggregate. */
export const checkRevision = (
  { revision }: Pick<Loaded<unknown>, 'revision'>,
  { ifRevision }: Pick<CommandContext, 'ifRevision'>,
): void => {
  if (ifRevision !== undefined && ifRevision !== revision) throw new StaleRevision(revision);
};

/** The idempotency key was used for another body. */
export class ClaimMismatch extends Error {
  override readonly name = 'ClaimMismatch';
}

/** The claim with the answer that this receipt gives. */
export const answered = (claim: RequestClaim, receipt: Receipt): Claim => ({
  commandId: claim.commandId,
  digest: claim.digest,
  answer: claim.answer(receipt),
});

interface Written {
  readonly commandId: string;
  readonly correlationId: string;
  readonly recordedAt: Instant;
  readonly actor: Actor;
}

/** The receipt of an append; without `stored` as it will be, but for its place in the log. */
export const receiptOf = <E extends DomainEvent>(
  id: string,
  { events, enveloped }: Encoded<E>,
  meta: Written,
  stored: { position: Position; committedAt: Instant } = {
    position: 0,
    committedAt: meta.recordedAt,
  },
): Receipt<E> => {
  const recorded = enveloped.flatMap(({ stream, revision, id: eventId }, i) => {
    const event = events[i];
    const position = stored.position - (enveloped.length - 1 - i);
    const place = {
      stream,
      revision,
      id: eventId,
      position,
      committedAt: stored.committedAt,
      meta,
    };
    return event ? [{ ...event, ...place }] : [];
  });
  const { stream, revision } = enveloped.at(-1) ?? { stream: '', revision: NO_STREAM };
  const { correlationId } = meta;
  const { position } = stored;
  return { stream, id, revision, position, correlationId, changed: true, events: recorded };
};
