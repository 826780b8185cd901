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

/** Longer than any request of the adapter takes, and short enough to answer 503 in time. */
const ANSWER_MS_MAX = 10_000;

const RETRY_AFTER_MS = [10, 50, 200];

/** `done` may also mean that the server already knew the ids of the events. */
export type ServerAnswer = 'done' | 'wrong-expected-version';

/**
 * The streams of one service on a server or cluster. Their names there are `<namespace>.<stream>`,
 * so services that use the same stream names can share the server. Reads and writes go to the
 * leader, so a reader sees every acknowledged write. Throws StoreUnavailable on an outage.
 */
export class Connection {
  private readonly client: EventStoreDBClient;
  private readonly prefix: string;

  constructor(connectionString: string, namespace: string) {
    this.client = clientOf(connectionString);
    this.prefix = `${namespace}.`;
  }

  /**
   * Sends one append call. The client's own `appendToStream` shares one call among all appends.
   * That call has no deadline, and when it fails, the client rejects or forgets the appends of
   * every client in the process.
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

  /**
   * Reads a stream from a revision on, oldest event first. Returns none if the stream does not
   * exist.
   */
  readStream(
    stream: string,
    from: number,
    limit = Number.MAX_SAFE_INTEGER,
  ): Promise<readonly Undated[]> {
    return again(() => this.readStreamOnce(stream, from, limit));
  }

  /** Reads the service's log after a position, in the log's order. */
  async readAll(after: Position, limit: number): Promise<readonly Undated[]> {
    // The server includes the event at the position itself, so this asks for one more.
    const from = after > 0 ? { from: after } : {};
    const found = await this.filtered({ ...from, limit: after > 0 ? limit + 1 : limit });
    return found.filter(({ position }) => position > after).slice(0, limit);
  }

  /** The service's event at exactly that position. */
  async at(position: Position): Promise<Undated | undefined> {
    try {
      const [found] = await this.filtered({ from: position, limit: 1 });
      return found?.position === position ? found : undefined;
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      return undefined; // The server refuses a position at which no transaction begins.
    }
  }

  /**
   * Follows the service's log after a position, until the caller unsubscribes or the call breaks.
   */
  subscribe(after: Position): AllStreamSubscription {
    const at = { commit: BigInt(after), prepare: BigInt(after) };
    return this.client.subscribeToAll({
      fromPosition: after > 0 ? at : START,
      filter: streamNameFilter({ prefixes: [this.prefix] }),
      requiresLeader: true,
    });
  }

  /** Converts an event that a subscription of this connection delivered. */
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
    // An error may arrive after the last listener has gone. Without this one it would end the
    // process.
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

/**
 * Repeats a read. The client needs this: when a node names another leader, the client fails the
 * call and uses the new leader for the next call.
 */
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
  new StoreUnavailable(`EventStoreDB stopped answering: read ${stream}`);

const EXPECTED = 'expected esdb://user:password@host:2113?tls=true';

/**
 * The product's new name brought a new scheme, `kurrentdb`. This version of the client knows only
 * the former one, `esdb`.
 */
const clientOf = (connectionString: string): EventStoreDBClient => {
  const made = attempt(connectionString.trim().replace(/^kurrentdb(?=[:+])/, 'esdb'));
  if (made instanceof EventStoreDBClient) return made;
  throw new Error(`EVENTSTORE_CONNECTION_STRING cannot be used: ${made}`);
};

/**
 * Returns a client, or the reason why there is none. It does not pass on most errors of the client,
 * because they contain the password.
 */
const attempt = (connectionString: string): EventStoreDBClient | string => {
  try {
    return EventStoreDBClient.connectionString(connectionString);
  } catch (error) {
    const aboutFiles =
      error instanceof Error && /^Failed to load|^userCertFile/.test(error.message);
    return aboutFiles ? error.message : EXPECTED;
  }
};
