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
import { Lane } from './lane';
import { eventsOf, eventsQuery } from './rows';

/** Pauses before a group is sent again after its connection was lost. */
const RETRY_AFTER_MS = [10, 50, 250];

export interface AppenderOptions {
  readonly connections: Connections;
  readonly schema: string;
  readonly clock: Clock;
  /** Told where the log ends after each group. */
  readonly committed: (head: Position) => void;
}

/** Sends groups to the server and finds out what became of them, also when the connection is cut. */
export class Appender {
  private readonly lane: Lane;

  constructor(private readonly options: AppenderOptions) {
    this.lane = new Lane(options.connections);
  }

  /**
   * A result for each request, or the error that concerns it alone. `followed` says, when the group
   * is committed, whether the next one is sent at once.
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
    return this.lane.use(async (client) => {
      const { name, values } = callOf(clock.now(), requests);
      const query = {
        name: `${name}:${schema}`,
        text: `SELECT * FROM ${escapeIdentifier(schema)}.${name}(${placeholders(values.length)})`,
        values: [...values],
      };
      const { rows } = await client.query<GroupRow>(timed(query));
      const [row] = rows;
      if (!row) throw new Error('the append answered nothing');
      const { results, head } = resultsOf(requests, row);
      committed(head);
      return results;
    }, followed);
  }

  /**
   * Nobody knows whether the lost commit took place, but its ids tell: what is there already, with
   * the very hash that was sent, is ours. A caller who has waited long enough is told of the outage
   * instead, and finds out by asking again.
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

  /** One request that PostgreSQL cannot take must not fail those that came with it. */
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

/** Classes 22 and 23: what was sent is not what its column holds. */
const isBadInput = (error: unknown): boolean =>
  error instanceof DatabaseError && /^2[23]/.test(error.code ?? '');
