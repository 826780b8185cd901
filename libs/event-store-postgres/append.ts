import {
  type AppendResult,
  type Clock,
  type Position,
  StoreUnavailable,
} from '@talentloop/event-sourcing';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError, escapeIdentifier } from 'pg';
import { type Connections, PATIENCE_MS, timed } from './connections';
import { callOf, type GroupRequest, type GroupRow, resultsOf } from './group';
import { KeptClient } from './kept-client';
import { eventsOf, eventsQuery } from './rows';

/**
 * How long the appender waits before each attempt to send a group again after it lost its
 * connection.
 */
const RETRY_AFTER_MS = [10, 50, 250];

export interface AppenderOptions {
  readonly connections: Connections;
  readonly schema: string;
  readonly clock: Clock;
  /**
   * The appender calls this after each committed group, with the position at which the log now
   * ends.
   */
  readonly committed: (head: Position) => void;
}

/** Sends groups to PostgreSQL and finds out their results, even when the connection breaks. */
export class Appender {
  private readonly client: KeptClient;

  constructor(private readonly options: AppenderOptions) {
    this.client = new KeptClient(options.connections);
  }

  /**
   * Returns, for each request, a result or the error that concerns this request alone. Once the
   * group is committed, the appender asks `followed` whether the next group leaves at once; if so,
   * it keeps the connection.
   */
  async append(
    requests: readonly GroupRequest[],
    followed: () => boolean = () => false,
  ): Promise<readonly (AppendResult | Error)[]> {
    const begun = performance.now();
    try {
      return await this.send(requests, followed);
    } catch (error) {
      if (error instanceof StoreUnavailable) return this.sendAgain(requests, error, begun);
      if (!isBadInput(error) || requests.length === 1) throw error;
      return this.sendOneByOne(requests);
    }
  }

  private send(
    requests: readonly GroupRequest[],
    followed: () => boolean = () => false,
  ): Promise<readonly AppendResult[]> {
    const { schema, clock, committed } = this.options;
    return this.client.use(async (client) => {
      const { name, values } = callOf(clock.now(), requests);
      const query = {
        name: `${name}:${schema}`,
        text: `SELECT * FROM ${escapeIdentifier(schema)}.${name}(${placeholders(values.length)})`,
        values: [...values],
      };
      const { rows } = await client.query<GroupRow>(timed(query));
      const [row] = rows;
      if (!row) throw new Error('the append function returned no row');
      const { results, head } = resultsOf(requests, row);
      committed(head);
      return results;
    }, followed);
  }

  /**
   * After a lost connection the appender cannot know whether PostgreSQL committed the group. It
   * sends the group again: an event that is already stored with the same id and the same hash is
   * ours. After two seconds the caller gets the outage instead of a result, and finds out by
   * repeating its request.
   */
  private async sendAgain(
    requests: readonly GroupRequest[],
    outage: StoreUnavailable,
    begun: number,
  ): Promise<readonly AppendResult[]> {
    for (const pauseMs of RETRY_AFTER_MS) {
      if (performance.now() - begun > PATIENCE_MS) throw outage;
      await sleep(pauseMs);
      try {
        const results = await this.send(requests);
        return await this.recognise(requests, results);
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
      }
    }
    throw outage;
  }

  private async recognise(
    requests: readonly GroupRequest[],
    results: readonly AppendResult[],
  ): Promise<readonly AppendResult[]> {
    const last = requests.map(({ events }) => events.at(-1));
    const ids = last.flatMap((event, i) =>
      event && results[i]?.outcome !== 'appended' ? [event.id] : [],
    );
    const query = eventsQuery(this.options.schema, 'by-id', 'WHERE id = ANY ($1::uuid[])', [ids]);
    const { rows } = await this.options.connections.useAgain((client) =>
      client.query<string[]>(query),
    );
    const stored = new Map(eventsOf(rows).map((event) => [event.id, event]));
    return results.map((result, i) => {
      const found = stored.get(last[i]?.id ?? '');
      if (!found || found.hash !== last[i]?.hash) return result;
      return { outcome: 'appended', position: found.position, committedAt: found.committedAt };
    });
  }

  /** One request that PostgreSQL cannot store must not fail the other requests of its group. */
  private async sendOneByOne(
    requests: readonly GroupRequest[],
  ): Promise<readonly (AppendResult | Error)[]> {
    const results: (AppendResult | Error)[] = [];
    for (const request of requests) {
      try {
        results.push(...(await this.append([request])));
      } catch (error) {
        results.push(error instanceof Error ? error : new Error(String(error)));
      }
    }
    return results;
  }
}

const placeholders = (count: number): string =>
  Array.from({ length: count }, (_, i) => `$${i + 1}`).join(', ');

/** PostgreSQL's error classes 22 and 23: a value does not fit its column. */
const isBadInput = (error: unknown): boolean =>
  error instanceof DatabaseError && /^2[23]/.test(error.code ?? '');
