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
  /** The schema in PostgreSQL for claims and commit times, such as `talent_onboarding`. */
  readonly schema: string;
  /**
   * The prefix of the streams' names on the server, so that several logs can share it. The default
   * is the schema.
   */
  readonly namespace?: string;
  /** Connections to PostgreSQL. The caller ends this pool. */
  readonly pool: Pool;
  /** The clock by which claims grow old. */
  readonly clock?: Clock;
  /** How long a subscription may miss events before the adapter replaces it. */
  readonly stallMs?: number;
}

const STALL_MS = 3_000;

/**
 * The log of one service in EventStoreDB (KurrentDB). Positions are the server's commit positions:
 * they rise, with gaps. Any number of processes may write. Call `migrate()` before anything else.
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

  /** @throws Error if the connection string is not valid. */
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

  /** Creates the tables in PostgreSQL. Many processes may call this at once. */
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

  /**
   * Writes the answer into the reservation. If the append failed, this releases the reservation
   * that was made for it.
   */
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
    // The events are stored. If this write fails, a repeated request completes the claim from the
    // stream.
    await this.claims.keep(claim, this.clock.now(), place).catch(() => undefined);
  }
}
