import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AllStreamSubscription,
  EventStoreDBClient,
  type ExpectedRevision,
  NO_STREAM as ABSENT,
  START,
  StreamNotFoundError,
  streamNameFilter,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { append } from '@eventstore/db-client/dist/streams/appendToStream/append';
import {
  type EnvelopedEvent,
  NO_STREAM,
  type Position,
  StoreUnavailable,
} from '@talentloop/event-sourcing';
import { storeError } from './errors';
import { readFiltered } from './filtered-read';
import { proposed, type Undated, undated } from './stored-form';

/** Longer than any request of ours takes, short enough to answer 503 in time. */
const ANSWER_MS_MAX = 10_000;

const RETRY_AFTER_MS = [10, 50, 200];

/** `done` may also mean that the server knew the events' ids already. */
export type ServerAnswer = 'done' | 'wrong-expected-version';

/**
 * The streams of one service on a server or cluster. They are named `<namespace>.<stream>` there, so
 * that services which know the same things under the same names can share it. Reads and writes go to
 * the leader: what was acknowledged is seen. Throws StoreUnavailable on an outage.
 */
export class Connection {
  private readonly client: EventStoreDBClient;
  private readonly prefix: string;

  constructor(connectionString: string, namespace: string) {
    this.client = clientOf(connectionString);
    this.prefix = `${namespace}.`;
  }

  /**
   * One append call. The client would rather multiplex appends over one call of its own, but that one
   * has no deadline, and its failure fails or forgets the appends of every client in the process.
   */
  async append(
    stream: string,
    expectedRevision: number,
    events: readonly EnvelopedEvent[],
  ): Promise<ServerAnswer> {
    const expected: ExpectedRevision =
      expectedRevision === NO_STREAM ? ABSENT : BigInt(expectedRevision);
    const options = {
      expectedRevision: expected,
      requiresLeader: true,
      deadline: ANSWER_MS_MAX,
      batchAppendSize: Number.MAX_SAFE_INTEGER,
    };
    try {
      const name = `${this.prefix}${stream}`;
      await append.call(this.client, name, events.map(proposed), options);
      return 'done';
    } catch (error) {
      if (error instanceof WrongExpectedVersionError) return 'wrong-expected-version';
      throw storeError(error, `append to ${stream}`);
    }
  }

  /** Of one stream from a revision on, oldest first; none if it does not exist. */
  readStream(
    stream: string,
    from: number,
    limit = Number.MAX_SAFE_INTEGER,
  ): Promise<readonly Undated[]> {
    return again(() => this.readStreamOnce(stream, from, limit));
  }

  /** Of the service's log beyond a position, in its order. */
  async readAll(after: Position, limit: number): Promise<readonly Undated[]> {
    // The server counts from the position itself on, so one more is asked for.
    const from = after > 0 ? { from: after } : {};
    const found = await this.filtered({ ...from, limit: after > 0 ? limit + 1 : limit });
    return found.filter(({ position }) => position > after).slice(0, limit);
  }

  /** The event of the service that lies at exactly that position. */
  async at(position: Position): Promise<Undated | undefined> {
    try {
      const [found] = await this.filtered({ from: position, limit: 1 });
      return found?.position === position ? found : undefined;
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      return undefined; // The server refuses positions that are inside of something.
    }
  }

  /** Follows the service's log beyond a position, until it is unsubscribed or breaks. */
  subscribe(after: Position): AllStreamSubscription {
    const at = { commit: BigInt(after), prepare: BigInt(after) };
    return this.client.subscribeToAll({
      fromPosition: after > 0 ? at : START,
      filter: streamNameFilter({ prefixes: [this.prefix] }),
      requiresLeader: true,
    });
  }

  /** What a subscription of this connection delivered. */
  undated(event: Parameters<typeof undated>[0]): Undated {
    return undated(event, this.prefix);
  }

  close(): Promise<void> {
    return this.client.dispose();
  }

  private async readStreamOnce(
    stream: string,
    from: number,
    limit: number,
  ): Promise<readonly Undated[]> {
    const read = this.client.readStream(`${this.prefix}${stream}`, {
      fromRevision: BigInt(from),
      maxCount: limit,
      requiresLeader: true,
    });
    // An error may come when nobody listens any more, and would then end the process.
    read.on('error', () => undefined);
    const silence = setTimeout(() => read.destroy(noAnswer(stream)), ANSWER_MS_MAX);
    const events: Undated[] = [];
    try {
      for await (const { event } of read) {
        if (event) events.push(undated(event, this.prefix));
        silence.refresh();
      }
      return events;
    } catch (error) {
      if (error instanceof StreamNotFoundError) return [];
      throw storeError(error, `read ${stream}`);
    } finally {
      clearTimeout(silence);
      read.cancel().catch(() => undefined);
    }
  }

  private filtered(read: { from?: Position; limit: number }): Promise<readonly Undated[]> {
    return again(() => this.filteredOnce(read));
  }

  private async filteredOnce(read: {
    from?: Position;
    limit: number;
  }): Promise<readonly Undated[]> {
    const { prefix } = this;
    try {
      const deadlineMs = ANSWER_MS_MAX;
      const found = await readFiltered(this.client, { ...read, prefix, deadlineMs });
      return found.flatMap(({ event }) => (event ? [undated(event, prefix)] : []));
    } catch (error) {
      throw storeError(error, 'read $all');
    }
  }
}

/** Reads may be done twice. The client needs it: told who leads, it fails the call and then moves. */
const again = async <T>(read: () => Promise<T>): Promise<T> => {
  for (const pauseMs of RETRY_AFTER_MS) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      await sleep(pauseMs);
    }
  }
  return read();
};

const noAnswer = (stream: string): Error =>
  new StoreUnavailable(`EventStoreDB fell silent: read ${stream}`);

const EXPECTED = 'expected esdb://user:password@host:2113?tls=true';

/** The scheme's name changed with the product's; the client of this version knows the former. */
const clientOf = (connectionString: string): EventStoreDBClient => {
  const made = attempt(connectionString.trim().replace(/^kurrentdb(?=[:+])/, 'esdb'));
  if (made instanceof EventStoreDBClient) return made;
  throw new Error(`EVENTSTORE_CONNECTION_STRING cannot be used: ${made}`);
};

/** A client, or why there is none; not the client's error, which holds the password. */
const attempt = (connectionString: string): EventStoreDBClient | string => {
  try {
    return EventStoreDBClient.connectionString(connectionString);
  } catch (error) {
    const aboutFiles =
      error instanceof Error && /^Failed to load|^userCertFile/.test(error.message);
    return aboutFiles ? error.message : EXPECTED;
  }
};
