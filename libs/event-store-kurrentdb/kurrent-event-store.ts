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
  StoreUnavailable,
  type SubscribeOptions,
  systemClock,
} from '@talentloop/event-sourcing';
import { Claims, Connections, type Kept, WakeUp } from '@talentloop/event-store-postgres';
import type { Pool } from 'pg';
import { CommitTimes } from './commit-times';
import { Connection } from './connection';
import { LiveSubscription } from './live-subscription';
import { LogFeed } from './log-feed';
import { tail } from './tail';
import { Writer } from './writer';

export interface KurrentEventStoreOptions {
  /** `esdb://user:password@host:2113?tls=true`, or several hosts, or `esdb+discover://`. */
  readonly connectionString: string;
  /** `talent_onboarding`, …: where claims and commit times are kept in PostgreSQL. */
  readonly schema: string;
  /** Before the streams' names on the server, so that several logs share it; by default the schema. */
  readonly namespace?: string;
  /** PostgreSQL; stays the caller's to end. */
  readonly pool: Pool;
  /** What claims grow old by. */
  readonly clock?: Clock;
  /** A subscription that misses events for this long is replaced. */
  readonly stallMs?: number;
}

const STALL_MS = 3_000;

/**
 * The log of one service in EventStoreDB (KurrentDB). Positions are commit positions: ordered, with
 * holes. Any number of processes may write. Call `migrate()` once before anything else.
 */
export class KurrentEventStore implements EventStore {
  private readonly connection: Connection;
  private readonly claims: Claims;
  private readonly times: CommitTimes;
  private readonly wakeUp = new WakeUp();
  private readonly feed: LogFeed;
  private readonly live: LiveSubscription;
  private readonly writer: Writer;
  private readonly clock: Clock;

  /** @throws Error when the connection string is none. */
  constructor(options: KurrentEventStoreOptions) {
    const { connectionString, schema, pool, clock = systemClock, stallMs = STALL_MS } = options;
    const connections = new Connections(pool);
    this.clock = clock;
    this.claims = new Claims(connections, schema);
    this.times = new CommitTimes(connections, schema);
    this.connection = new Connection(connectionString, options.namespace ?? schema);
    const { connection } = this;
    this.feed = new LogFeed(connection, this.times, this.wakeUp);
    this.live = new LiveSubscription({ connection, feed: this.feed, stallMs });
    this.writer = new Writer(connection, this.feed);
  }

  /** Makes the tables that are kept in PostgreSQL; safe when many processes do it at once. */
  async migrate(): Promise<void> {
    await this.claims.migrate();
    await this.times.migrate();
  }

  async close(): Promise<void> {
    await this.live.stop();
    await this.feed.close();
    await this.connection.close();
  }

  async append(request: AppendRequest): Promise<AppendResult> {
    assertStorable(request);
    const { claim } = request;
    if (!claim) return this.writer.append(request);
    this.claims.sweep(this.clock.now());
    const reserving = this.reserve(claim);
    const standing = reserving.then((kept) =>
      typeof kept === 'string' ? undefined : ({ outcome: 'claimed', claim: kept } as const),
    );
    try {
      const result = await this.writer.append(request, standing);
      await this.settle(request, claim, result, await reserving);
      return result;
    } catch (error) {
      const written = error instanceof StoreUnavailable;
      if (!written && (await reserving) === 'written') await this.claims.release(claim.commandId);
      throw error;
    }
  }

  async readStream(stream: string, from = 0): Promise<readonly StoredEvent[]> {
    const events = await this.connection.readStream(stream, Math.max(from, 0));
    this.writer.learn(stream, events);
    return this.feed.dated(events);
  }

  async readCommand(stream: string, commandId: string): Promise<readonly StoredEvent[]> {
    const ids = (await this.writer.look(stream))?.ids;
    const first = ids?.get(eventId(stream, commandId, 0));
    if (!ids || first === undefined) return [];
    let count = 1;
    while (ids.has(eventId(stream, commandId, count))) count += 1;
    return this.feed.dated(await this.connection.readStream(stream, first, count));
  }

  readAll(options: ReadAllOptions): Promise<readonly StoredEvent[]> {
    return this.feed.read(options);
  }

  /** The event at exactly that position. */
  at(position: Position): Promise<StoredEvent | undefined> {
    return this.feed.at(position);
  }

  async head(): Promise<Position> {
    await this.feed.pull();
    return this.feed.end();
  }

  positionAt(at: Instant): Promise<Position> {
    return this.feed.positionAt(at);
  }

  subscribe(options: SubscribeOptions): AsyncIterable<readonly StoredEvent[]> {
    this.live.start();
    return tail(options, this.feed, this.wakeUp);
  }

  findClaim(commandId: string): Promise<Claim | undefined> {
    return this.claims.find(commandId);
  }

  async keepClaim(claim: Claim): Promise<Claim> {
    const kept = await this.claims.keep(claim, this.clock.now());
    return typeof kept === 'string' ? claim : kept;
  }

  releaseClaim(commandId: string): Promise<void> {
    return this.claims.release(commandId);
  }

  private reserve({ commandId, digest }: Claim): Promise<Kept> {
    return this.claims.keep({ commandId, digest }, this.clock.now());
  }

  /** The answer joins the reservation; one that was made for an append that failed is dropped. */
  private async settle(
    { stream, events }: AppendRequest,
    claim: Claim,
    { outcome }: AppendResult,
    reserved: Kept,
  ): Promise<void> {
    const { commandId } = claim;
    if (outcome !== 'appended') {
      if (reserved === 'written') await this.claims.release(commandId);
      return;
    }
    const place = { stream, revision: events.at(-1)?.revision ?? NO_STREAM };
    // The events are stored: whoever repeats the request completes the claim from the stream.
    await this.claims.keep(claim, this.clock.now(), place).catch(() => undefined);
  }
}
