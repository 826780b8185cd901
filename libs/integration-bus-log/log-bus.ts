import type {
  BatchHandler,
  BusMessage,
  MessageBus,
  Subscription,
} from '@talentloop/integration-bus';
import { whileLeading } from '@talentloop/processes';
import { grouped, type RunnerLog, Session, silent, withClient } from '@talentloop/log-following';
import type { Pool } from 'pg';
import { type Disturbance, Disturber } from './disturbance';
import { prepareLogBusTables, SCHEMA } from './log-bus-tables';
import { TopicReader } from './topic-reader';
import { trimMessages } from './trim-messages';

export interface LogBusOptions {
  /** The database that all services of the installation share. */
  readonly pool: Pool;
  readonly log?: RunnerLog;
  /** How many messages the handler gets at once; 200 by default. */
  readonly batchSize?: number;
  /**
   * How late a reader notices a message whose notification was lost, in milliseconds; 500 by
   * default.
   */
  readonly pollMs?: number;
  /** How many days the bus keeps messages that every group has read; 7 by default. */
  readonly retentionDays?: number;
  /** For tests. */
  readonly disturbance?: Disturbance;
}

const CHANNEL = 'integration_bus';
const TRIM_EVERY_MS = 600_000;

/**
 * The bus of the default installation: a table in the PostgreSQL that the services share. One
 * member of a consumer group at a time reads a topic. When its session ends, another member takes
 * over.
 */
export class LogBus implements MessageBus {
  private readonly session: Session;
  private readonly closing = new AbortController();
  private readonly readers = new Set<Promise<void>>();
  private prepared: Promise<void> | undefined;
  private trimming: NodeJS.Timeout | undefined;

  constructor(private readonly options: LogBusOptions) {
    this.session = new Session(options.pool);
  }

  async produce(messages: readonly BusMessage[]): Promise<void> {
    await this.prepare();
    const topics = grouped(messages, ({ topic }) => topic);
    for (const [topic, ofTopic] of topics) await append(this.options.pool, topic, ofTopic);
  }

  async consume(
    group: string,
    topics: readonly string[],
    handle: BatchHandler,
  ): Promise<Subscription> {
    await this.prepare();
    this.trimming ??= setInterval(() => this.trim(), TRIM_EVERY_MS).unref();
    const stopping = new AbortController();
    const signal = AbortSignal.any([stopping.signal, this.closing.signal]);
    const reading = Promise.all(topics.map((topic) => this.read(group, topic, handle, signal)));
    const ended = reading.then(() => undefined);
    this.readers.add(ended);
    return {
      stop: async () => {
        stopping.abort();
        await ended;
        this.readers.delete(ended);
      },
    };
  }

  async close(): Promise<void> {
    this.closing.abort();
    clearInterval(this.trimming);
    await Promise.all(this.readers);
    await this.session.close();
  }

  private async read(
    group: string,
    topic: string,
    handle: BatchHandler,
    signal: AbortSignal,
  ): Promise<void> {
    const { pool, log = silent, batchSize = 200, pollMs = 500, disturbance } = this.options;
    const reader = new TopicReader({
      pool,
      log,
      batchSize,
      pollMs,
      group,
      topic,
      handle,
      ...(disturbance && { disturber: new Disturber(disturbance) }),
    });
    const heard = (payload: string): void => {
      if (payload === topic || payload === '') reader.wake();
    };
    const silence = await this.session.listen(CHANNEL, heard);
    await whileLeading(this.session, `${SCHEMA}:${group}:${topic}`, signal, (leading) =>
      reader.run(leading),
    );
    silence();
  }

  private trim(): void {
    const { pool, log = silent, retentionDays = 7 } = this.options;
    trimMessages(pool, retentionDays).catch((error: unknown) =>
      log.warn({ error: String(error) }, 'old messages could not be deleted; trying again later'),
    );
  }

  private prepare(): Promise<void> {
    this.prepared ??= prepareLogBusTables(this.options.pool).catch((error: unknown) => {
      this.prepared = undefined;
      throw error;
    });
    return this.prepared;
  }
}

/**
 * This transaction does not wait for the disk. PostgreSQL writes the producer's checkpoint, and the
 * effects of the messages, later in the same write-ahead log.
 */
const append = async (
  pool: Pool,
  topic: string,
  messages: readonly BusMessage[],
): Promise<void> => {
  const rows = messages.map(({ key, headers, value }, i) => ({ i: i + 1, key, headers, value }));
  const statement = {
    name: 'integration-bus-append',
    text: `with given as (
        insert into ${SCHEMA}.topics as t (topic, last) values ($1, $2)
          on conflict (topic) do update set last = t.last + $2 returning last - $2 as before),
      appended as (
        insert into ${SCHEMA}.messages (topic, "offset", key, headers, value)
          select $1, before + i, key, headers, value from given,
            json_to_recordset($3::json) as r(i bigint, key text, headers json, value text))
      select pg_notify('${CHANNEL}', $1), set_config('synchronous_commit', 'off', true)`,
    values: [topic, messages.length, JSON.stringify(rows)],
  };
  await withClient(pool, (client) => client.query(statement));
};
