import type { DomainEvent } from './event';
import type { EventCodecs } from './event-codecs';
import { type EventStore, NO_STREAM } from './event-store';
import {
  answered,
  ClaimMismatch,
  type CommandContext,
  type Receipt,
  type RequestClaim,
} from './receipt';

/** A command on its way to a stream, as far as it tells whether it was given before. */
export interface Requested {
  readonly id: string;
  readonly stream: string;
  readonly context: CommandContext;
}

const NOTHING_NEW = {
  revision: NO_STREAM,
  position: 0,
  correlationId: '',
  changed: false,
  events: [],
};

/** Recognises a command that was given before, and keeps what its request was answered. */
export class Repetitions {
  constructor(
    private readonly store: EventStore,
    private readonly codecs: EventCodecs,
  ) {}

  /**
   * The receipt of the same command before, with the answer that was given; undefined when there
   * was none. @throws ClaimMismatch when the request's key was used for another body.
   */
  async find<E extends DomainEvent>({
    id,
    stream,
    context,
  }: Requested): Promise<Receipt<E> | undefined> {
    const claim = context.claim && (await this.store.findClaim(context.claim.commandId));
    if (claim && claim.digest !== context.claim?.digest) throw new ClaimMismatch();
    const stored = await this.store.readCommand(stream, context.commandId);
    const events = await this.codecs.decode<E>(stored);
    const last = events.at(-1);
    const answer = claim?.answer && { answered: claim.answer };
    if (!last) return answer && { ...NOTHING_NEW, stream, id, ...answer };
    const { revision, position, meta } = last;
    const { correlationId } = meta;
    const receipt = { stream, id, revision, position, correlationId, changed: true, events };
    if (context.claim && !answer) await this.keep(context.claim, receipt);
    return { ...receipt, ...answer };
  }

  /** Keeps the claim of a request that appends nothing. @throws ClaimMismatch */
  async keep(claim: RequestClaim, receipt: Receipt): Promise<void> {
    const kept = await this.store.keepClaim(answered(claim, receipt));
    if (kept.digest !== claim.digest) throw new ClaimMismatch();
  }
}
