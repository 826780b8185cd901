import type { BatchHandler, DeliveredMessage } from '@talentloop/integration-bus';
import { backOffMs, pause, type RunnerLog, withClient } from '@talentloop/log-following';
import type { Pool } from 'pg';
import type { Disturber } from './disturbance';
import { SCHEMA } from './log-bus-tables';

export interface TopicReaderOptions {
  readonly pool: Pool;
  readonly group: string;
  readonly topic: string;
  readonly handle: BatchHandler;
  readonly batchSize: number;
  readonly pollMs: number;
  readonly log: RunnerLog;
  readonly disturber?: Disturber;
}

/** A row with a message, or a row that only reports the offset. */
interface Fetched extends Pick<DeliveredMessage, 'key' | 'headers' | 'value'> {
  readonly offset: string | null;
  readonly moved?: string;
}

const FETCH = `select "offset", key, headers, value from ${SCHEMA}.messages
  where topic = $1 and "offset" > $2 order by "offset" limit $3`;

const COMMIT_AND_FETCH = `with moved as (update ${SCHEMA}.offsets set "offset" = $2
    where topic = $1 and consumer_group = $4 and "offset" = $5 returning 1)
  select * from (select count(*) as moved, set_config('synchronous_commit', 'off', true)
      from moved) as committed
    left join (${FETCH}) as behind on true order by "offset"`;

/** Reads one topic for one group, as its only active member. */
export class TopicReader {
  private nap = new AbortController();

  constructor(private readonly options: TopicReaderOptions) {}

  /** Wakes the reader, because there may be new messages. */
  wake(): void {
    this.nap.abort();
  }

  /**
   * Reads until the signal aborts. If the handler rejects a batch, it comes again after a pause.
   */
  async run(signal: AbortSignal): Promise<void> {
    const stop = (): void => this.wake();
    signal.addEventListener('abort', stop);
    for (let attempt = 1; !signal.aborted;) {
      try {
        await this.readOn(signal, () => (attempt = 1));
      } catch (error) {
        const { group, topic, log } = this.options;
        log.warn(
          { group, topic, attempt, error: String(error) },
          'a batch failed and will be delivered again',
        );
        await pause(backOffMs(attempt), signal);
        attempt += 1;
      }
    }
    signal.removeEventListener('abort', stop);
  }

  private async readOn(signal: AbortSignal, progressed: () => void): Promise<void> {
    const { handle, disturber, pollMs } = this.options;
    let committed = await this.offset();
    let offset = committed;
    while (!signal.aborted) {
      // The reader replaces its nap before it looks, so a notification from now on ends the nap
      // that may follow.
      this.nap = new AbortController();
      const batch = await this.commitAndFetch(committed, offset);
      // If the offset has moved, another reader was active. Begin again at the new offset.
      if (!batch) return;
      if (offset !== committed) progressed();
      committed = offset;
      const last = batch.at(-1);
      if (!last) {
        if (!signal.aborted) await pause(pollMs, this.nap.signal);
        continue;
      }
      await handle(disturber ? disturber.disturb(batch) : batch);
      offset = last.offset;
    }
    await this.commitAndFetch(committed, offset, 0);
  }

  private async offset(): Promise<string> {
    const { pool, group, topic } = this.options;
    const { rows } = await withClient(pool, async (client) => {
      await client.query(
        `insert into ${SCHEMA}.offsets (consumer_group, topic, "offset") values ($1, $2, 0)
           on conflict do nothing`,
        [group, topic],
      );
      return client.query<{ offset: string }>(
        `select "offset" from ${SCHEMA}.offsets where consumer_group = $1 and topic = $2`,
        [group, topic],
      );
    });
    return rows[0]?.offset ?? '0';
  }

  /**
   * Moves the group's offset and reads the next messages in one round trip. Returns undefined if
   * the offset is not where this reader left it.
   */
  private async commitAndFetch(
    from: string,
    to: string,
    limit = this.options.batchSize,
  ): Promise<readonly DeliveredMessage[] | undefined> {
    const { pool, group, topic } = this.options;
    const query =
      from === to
        ? { name: 'integration-bus-fetch', text: FETCH, values: [topic, to, limit] }
        : {
            name: 'integration-bus-commit',
            text: COMMIT_AND_FETCH,
            values: [topic, to, limit, group, from],
          };
    const { rows } = await withClient(pool, (client) => client.query<Fetched>(query));
    if (rows[0]?.moved === '0') return undefined;
    return rows.flatMap(({ offset, key, headers, value }) =>
      offset === null ? [] : [{ topic, partition: 0, offset, key, headers, value }],
    );
  }
}
