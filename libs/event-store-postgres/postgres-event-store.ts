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
import { escapeIdentifier, Pool, type QueryArrayConfig } from 'pg';
import { Appender } from './append';
import { Claims } from './claims';
import { Connections, LOCK_MS_MAX, STATEMENT_MS_MAX, timed } from './connections';
import { defaultQueueLimits, GroupCommit, type QueueLimits } from './group-commit';
import { migrate } from './migrate';
import { Notifications } from './notifications';
import { RecentEvents } from './recent-events';
import { eventsOf, eventsQuery } from './rows';
import { eventsOfStreams, type StreamEnd, streamsQuery } from './read-streams';
import { tail } from './tail';
import { SharedRoundTrips } from './shared-round-trips';
import { WakeUp } from './wake-up';

type PostgresEventStoreOptions = {
  /** The schema of the service, such as `talent_onboarding`. */
  readonly schema: string;
  /**
   * The clock that gives `committedAt`. The store never lets `committedAt` go back, even if the
   * clock does.
   */
  readonly clock?: Clock;
  /** How much may wait for its transaction. Beyond that the store throws StoreUnavailable. */
  readonly queue?: QueueLimits;
} & (
  | { /** The caller ends this pool. */ readonly pool: Pool }
  | { readonly connectionString: string; readonly connectionsMax?: number }
);

/** Commands seldom append more events than this, so one query looks up all ids of a command. */
const COMMAND_EVENTS = 16;

/** How many streams one round trip reads for callers that ask at the same time. */
const STREAMS_MAX = 128;

/**
 * The log of one service in a schema of PostgreSQL. Concurrent appends of a process share a commit,
 * and any number of processes may write. Call `migrate()` before anything else.
 */
export class PostgresEventStore implements EventStore {
  private readonly connections: Connections;
  private readonly ownPool: Pool | undefined;
  private readonly schema: string;
  private readonly clock: Clock;
  private readonly wakeUp = new WakeUp();
  private readonly recent = new RecentEvents((page) => this.readAll(page));
  private readonly notifications: Notifications;
  private readonly claims: Claims;
  private readonly group: GroupCommit;
  private readonly streams: SharedRoundTrips<StreamEnd, readonly StoredEvent[]>;

  constructor(options: PostgresEventStoreOptions) {
    const { schema, clock = systemClock, queue = defaultQueueLimits } = options;
    this.schema = schema;
    this.clock = clock;
    const pool = 'pool' in options ? options.pool : poolOf(options);
    this.ownPool = 'pool' in options ? undefined : pool;
    this.connections = new Connections(pool);
    this.notifications = new Notifications(this.connections, schema, (head) =>
      this.wakeUp.announce(head),
    );
    this.claims = new Claims(this.connections, schema);
    const appender = new Appender({
      connections: this.connections,
      schema,
      clock,
      committed: (head) => this.committed(head),
    });
    this.group = new GroupCommit(
      (requests, followed) => appender.append(requests, followed),
      queue,
    );
    this.streams = new SharedRoundTrips((ends) => this.readStreams(ends), STREAMS_MAX);
  }

  /**
   * Creates the schema and its tables where they are missing. Many processes may call this at once.
   */
  migrate(): Promise<void> {
    return migrate(this.connections, this.schema);
  }

  /** Stops listening, and ends the connections unless the pool belongs to the caller. */
  async close(): Promise<void> {
    this.notifications.close();
    await this.ownPool?.end();
  }

  async append(request: AppendRequest): Promise<AppendResult> {
    assertStorable(request);
    return this.group.add({ ...request, stream: request.stream });
  }

  readStream(stream: string, from = 0): Promise<readonly StoredEvent[]> {
    // One text holds the names of several streams, so the store does not look up a name that would
    // break this text apart.
    if (isNoStream(stream)) return Promise.resolve([]);
    return this.streams.ask({ stream, from });
  }

  async readCommand(stream: string, commandId: string): Promise<readonly StoredEvent[]> {
    const found: StoredEvent[] = [];
    const rest = 'WHERE id = ANY ($1::uuid[]) ORDER BY revision';
    let first = 0;
    do {
      const ids = Array.from({ length: COMMAND_EVENTS }, (_, i) =>
        eventId(stream, commandId, first + i),
      );
      found.push(...(await this.read(eventsQuery(this.schema, 'by-id', rest, [ids]))));
      first += COMMAND_EVENTS;
    } while (found.length === first);
    return found;
  }

  readAll({ after, limit, upTo }: ReadAllOptions): Promise<readonly StoredEvent[]> {
    const rest = 'WHERE position > $1 AND position <= $2 ORDER BY position LIMIT $3';
    const values = [after, upTo ?? Number.MAX_SAFE_INTEGER, limit];
    return this.read(eventsQuery(this.schema, 'all', rest, values));
  }

  head(): Promise<Position> {
    return this.position('head', 'ORDER BY position DESC LIMIT 1', []);
  }

  positionAt(at: Instant): Promise<Position> {
    const rest = 'WHERE committed_at <= $1 ORDER BY committed_at DESC, position DESC LIMIT 1';
    return this.position('position-at', rest, [at]);
  }

  subscribe(options: SubscribeOptions): AsyncIterable<readonly StoredEvent[]> {
    this.notifications.listen();
    const { recent, wakeUp } = this;
    return tail(options, { readAll: (page) => this.readAll(page), recent, wakeUp });
  }

  findClaim(commandId: string): Promise<Claim | undefined> {
    return this.claims.find(commandId);
  }

  async keepClaim(claim: Claim): Promise<Claim> {
    const kept = { stream: undefined, expectedRevision: NO_STREAM, events: [], claim };
    const result = await this.group.add(kept);
    return result.outcome === 'claimed' ? result.claim : claim;
  }

  releaseClaim(commandId: string): Promise<void> {
    return this.claims.release(commandId);
  }

  private committed(head: Position): void {
    this.wakeUp.announce(head);
    this.notifications.send(head);
    this.claims.sweep(this.clock.now());
  }

  private async readStreams(
    ends: readonly StreamEnd[],
  ): Promise<readonly (readonly StoredEvent[])[]> {
    return eventsOfStreams(ends, await this.rows(streamsQuery(this.schema, ends)));
  }

  private async read(query: QueryArrayConfig): Promise<readonly StoredEvent[]> {
    return eventsOf(await this.rows(query));
  }

  private rows(query: QueryArrayConfig): Promise<readonly string[][]> {
    return this.connections.useAgain(
      async (client) => (await client.query<string[]>(timed(query))).rows,
    );
  }

  private position(name: string, rest: string, values: unknown[]): Promise<Position> {
    const text = `SELECT position FROM ${escapeIdentifier(this.schema)}.events ${rest}`;
    return this.connections.useAgain(async (client) => {
      const { rows } = await client.query({ name: `${name}:${this.schema}`, text, values });
      return Number(rows[0]?.position ?? 0);
    });
  }
}

/** The store holds no stream whose name contains control characters. */
const isNoStream = (stream: string): boolean => /[\u0000-\u001f]/.test(stream);

const poolOf = (options: { connectionString: string; connectionsMax?: number }): Pool =>
  new Pool({
    connectionString: options.connectionString,
    max: options.connectionsMax ?? 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: STATEMENT_MS_MAX,
    lock_timeout: LOCK_MS_MAX,
    idle_in_transaction_session_timeout: STATEMENT_MS_MAX,
    keepAlive: true,
  });
