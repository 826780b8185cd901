import {
  type AppendRequest,
  type AppendResult,
  assertStorable,
  type Claim,
  type Clock,
  type EventStore,
  eventId,
  type Instant,
  NO_STREAM,
  type Position,
  type ReadAllOptions,
  type StoredEvent,
  type SubscribeOptions,
  systemClock,
} from '@talentloop/event-sourcing';

/** A log in memory that behaves like the durable stores. Every append is a commit of its own. */
export class InMemoryEventStore implements EventStore {
  private readonly log: StoredEvent[] = [];
  private readonly streams = new Map<string, StoredEvent[]>();
  private readonly byId = new Map<string, StoredEvent>();
  private readonly claims = new Map<string, Claim>();
  private readonly waiting = new Set<() => void>();

  constructor(private readonly clock: Clock = systemClock) {}

  async append(request: AppendRequest): Promise<AppendResult> {
    assertStorable(request);
    // The memory store answers asynchronously, as a store behind a network does.
    await Promise.resolve();
    const { stream, expectedRevision, events, claim } = request;
    const standing = claim && this.standing(claim);
    if (standing) return { outcome: 'claimed', claim: standing };
    if (events.some(({ id }) => this.byId.has(id))) return { outcome: 'duplicate' };
    const last = this.streams.get(stream)?.at(-1);
    const revision = last?.revision ?? NO_STREAM;
    const chained = !last || events[0]?.previousHash === last.hash;
    if (revision !== expectedRevision || !chained) return { outcome: 'conflict', revision };
    const committedAt = this.commit(request);
    return { outcome: 'appended', position: this.log.length, committedAt };
  }

  async readStream(stream: string, from = 0): Promise<readonly StoredEvent[]> {
    return (this.streams.get(stream) ?? []).slice(Math.max(from, 0));
  }

  async readCommand(stream: string, commandId: string): Promise<readonly StoredEvent[]> {
    const found: StoredEvent[] = [];
    const next = () => this.byId.get(eventId(stream, commandId, found.length));
    for (let event = next(); event; event = next()) found.push(event);
    return found;
  }

  async readAll({ after, limit, upTo }: ReadAllOptions): Promise<readonly StoredEvent[]> {
    return this.log.slice(after, Math.min(after + limit, upTo ?? this.log.length));
  }

  async head(): Promise<Position> {
    return this.log.length;
  }

  async positionAt(at: Instant): Promise<Position> {
    return this.log.findLast(({ committedAt }) => committedAt <= at)?.position ?? 0;
  }

  async *subscribe({ after, batchSize, signal }: SubscribeOptions): AsyncGenerator<StoredEvent[]> {
    let position = after;
    while (!signal.aborted) {
      const page = this.log.slice(position, position + batchSize);
      position += page.length;
      if (page.length > 0) yield page;
      else await this.growth(signal);
    }
  }

  async findClaim(commandId: string): Promise<Claim | undefined> {
    return this.claims.get(commandId);
  }

  async keepClaim(claim: Claim): Promise<Claim> {
    const standing = this.standing(claim);
    if (standing) return standing;
    if (claim.answer || !this.claims.has(claim.commandId)) this.keep(claim);
    return claim;
  }

  async releaseClaim(commandId: string): Promise<void> {
    if (!this.claims.get(commandId)?.answer) this.claims.delete(commandId);
  }

  private commit({ stream, events, claim }: AppendRequest): Instant {
    const [now, before] = [this.clock.now(), this.log.at(-1)?.committedAt ?? ''];
    const committedAt = now > before ? now : before;
    const written = this.streams.get(stream) ?? [];
    for (const event of events) {
      const stored = Object.freeze({ ...event, position: this.log.length + 1, committedAt });
      this.log.push(stored);
      written.push(stored);
      this.byId.set(stored.id, stored);
    }
    this.streams.set(stream, written);
    if (claim) this.keep(claim);
    for (const wake of this.waiting) wake();
    return committedAt;
  }

  /** The claim that refuses this one: it has another digest, or it already holds an answer. */
  private standing({ commandId, digest }: Claim): Claim | undefined {
    const kept = this.claims.get(commandId);
    return kept && (kept.digest !== digest || kept.answer) ? kept : undefined;
  }

  private keep(claim: Claim): void {
    this.claims.set(claim.commandId, structuredClone(claim));
  }

  private growth(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        signal.removeEventListener('abort', wake);
        this.waiting.delete(wake);
        resolve();
      };
      signal.addEventListener('abort', wake);
      this.waiting.add(wake);
    });
  }
}
