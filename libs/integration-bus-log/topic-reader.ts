import type { BatchHandler, DeliveredMessage } from '@talentloop/integration-bus';
import { backOffMs, pause, type RunnerLog, withClient } from '@talentloop/projections';
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

/** Reads one topic for one group, as its only active member. */
export class TopicReader {
  private nap = new AbortController();

  constructor(private readonly options: TopicReaderOptions) {}

  /** There may be something new. */
  wake(): void {
    this.nap.abort();
  }

  /** Until the signal aborts. A batch that its handler rejects comes again after a while. */
  async run(signal: AbortSignal): Promise<void> {
    const stop = (): void => this.wake();
    signal.addEventListener('abort', stop);
    for (let attempt = 1; !signal.aborted;) {
      try {
        await this.readOn(signal, () => (attempt = 1));
      } catch (error) {
        const { group, topic, log } = this.options;
        log.warn({ group, topic, attempt, error: String(error) }, 'a batch will come again');
        await pause(backOffMs(attempt), signal);
        attempt += 1;
      }
    }
    signal.removeEventListener('abort', stop);
  }

  private async readOn(signal: AbortSignal, progressed: () => void): Promise<void> {
    const { handle, disturber, pollMs } = this.options;
    let offset = await this.offset();
    while (!signal.aborted) {
      // Replaced before looking: what is said from now on wakes the nap that may follow.
      this.nap = new AbortController();
      const batch = await this.fetch(offset);
      const last = batch.at(-1);
      if (!last) {
        if (!signal.aborted) await pause(pollMs, this.nap.signal);
        continue;
      }
      await handle(disturber ? disturber.disturb(batch) : batch);
      // Somebody else reads when the offset is not where it was left: begin from there.
      if (!(await this.commit(offset, last.offset))) return;
      offset = last.offset;
      progressed();
    }
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

  private async fetch(after: string): Promise<readonly DeliveredMessage[]> {
    const { pool, topic, batchSize } = this.options;
    const { rows } = await withClient(pool, (client) =>
      client.query<Omit<DeliveredMessage, 'partition'>>({
        name: 'integration-bus-fetch',
        text: `select topic, "offset", key, headers, value from ${SCHEMA}.messages
          where topic = $1 and "offset" > $2 order by "offset" limit $3`,
        values: [topic, after, batchSize],
      }),
    );
    return rows.map((row) => ({ ...row, partition: 0 }));
  }

  private async commit(from: string, to: string): Promise<boolean> {
    const { pool, group, topic } = this.options;
    const { rows } = await withClient(pool, (client) =>
      client.query<{ moved: string }>({
        name: 'integration-bus-commit',
        text: `with moved as (update ${SCHEMA}.offsets set "offset" = $4
            where consumer_group = $1 and topic = $2 and "offset" = $3 returning 1)
          select (select count(*) from moved) as moved,
            set_config('synchronous_commit', 'off', true)`,
        values: [group, topic, from, to],
      }),
    );
    return Number(rows[0]?.moved) === 1;
  }
}
