import { identifier, type Queryable, withClient } from '@talentloop/log-following';
import type { Pool } from 'pg';
import type { ParkCause, Poison } from './judge-message';
import type { DeliveredMessage } from './message-bus';

/** An item of `GET /parked-messages`. */
export interface ParkedMessage {
  readonly id: string;
  readonly consumer: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string;
  readonly type: string | null;
  readonly cause: ParkCause;
  readonly detail: string;
  readonly parkedAt: string;
}

/** A parked message as the consumer tries it again. */
export interface ParkedDelivery {
  readonly id: string;
  readonly attempts: number;
  readonly delivered: DeliveredMessage;
}

interface ParkedRow {
  id: string;
  consumer: string;
  topic: string;
  partition: number;
  offset: string;
  key: string;
  message_id: string;
  type: string | null;
  headers: Record<string, string>;
  value: Buffer;
  cause: ParkCause | null;
  detail: string | null;
  attempts: number;
  parked_at: Date;
}

/**
 * How long the consumer waits before each retry of a failure that may pass by itself: three seconds
 * in all. After that an operator must act. Other keys continue meanwhile.
 */
const RETRY_AFTER_MS = [100, 200, 400, 800, 1_500];

const mayPass = (cause: ParkCause): boolean => cause === 'not-found' || cause === 'handler-failed';

const identityOf = ({ topic, partition, offset, headers }: DeliveredMessage): string =>
  headers['ce_id'] ?? `${topic}/${partition}/${offset}`;

/** The table of one consumer's parked messages and of the messages that wait behind them. */
export class ParkedMessages {
  private readonly table: string;

  constructor(
    private readonly pool: Pool,
    schema: string,
    private readonly consumer: string,
  ) {
    this.table = `${identifier(schema)}.parked_messages`;
  }

  /** The messages that an operator must look at, oldest first. */
  async list({ limit = 200 }: { limit?: number } = {}): Promise<readonly ParkedMessage[]> {
    const { rows } = await withClient(this.pool, (client) =>
      client.query<ParkedRow>(
        `select * from ${this.table} where consumer = $1 and outcome is null
           and cause is not null and next_attempt_at is null order by arrival limit $2`,
        [this.consumer, limit],
      ),
    );
    return rows.flatMap(({ cause, ...row }) => (cause ? [listed(row, cause)] : []));
  }

  /**
   * Which of these keys wait, each as `topic
   * key`.
   */
  async waitingKeys(
    client: Queryable,
    messages: readonly DeliveredMessage[],
  ): Promise<ReadonlySet<string>> {
    const { rows } = await client.query<{ topic: string; key: string }>({
      name: `waiting ${this.table}`,
      text: `select distinct topic, key from ${this.table}
        where consumer = $1 and outcome is null and topic = any($2) and key = any($3)`,
      values: [
        this.consumer,
        [...new Set(messages.map(({ topic }) => topic))],
        [...new Set(messages.map(({ key }) => key))],
      ],
    });
    return new Set(rows.map(({ topic, key }) => `${topic}\n${key}`));
  }

  /**
   * Parks a message with a cause, or behind another parked message. Returns false if this message
   * was parked before and has been settled.
   */
  async park(delivered: DeliveredMessage, poison?: Poison): Promise<boolean> {
    const { topic, partition, offset, key, headers, value } = delivered;
    const retryMs = poison && mayPass(poison.cause) ? RETRY_AFTER_MS[0] : undefined;
    const { rows } = await withClient(this.pool, (client) =>
      client.query<{ outcome: string | null }>(
        `with parked as (insert into ${this.table} (consumer, topic, partition, "offset", key,
             message_id, type, headers, value, cause, detail, next_attempt_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
             now() + $12::integer * interval '1 millisecond')
           on conflict (consumer, topic, message_id) do nothing)
         select outcome from ${this.table}
           where consumer = $1 and topic = $2 and message_id = $6`,
        [
          this.consumer,
          topic,
          partition,
          offset,
          key,
          identityOf(delivered),
          headers['ce_type'],
          JSON.stringify(headers),
          Buffer.from(value, 'utf8'),
          poison?.cause,
          poison?.detail,
          retryMs,
        ],
      ),
    );
    return !rows[0]?.outcome;
  }

  /**
   * Locks the first message of a key, if it is `id`. Returns nothing if another process has the
   * lock.
   */
  async lockHead(
    client: Queryable,
    { topic, key, id }: { topic: string; key: string; id?: string },
  ): Promise<ParkedDelivery | undefined> {
    const { rows } = await client.query<ParkedRow>(
      `select * from ${this.table} where id = (select id from ${this.table}
         where consumer = $1 and outcome is null and topic = $2 and key = $3
         order by arrival limit 1) and outcome is null and ($4::uuid is null or id = $4)
         for update skip locked`,
      [this.consumer, topic, key, id],
    );
    return rows[0] && parkedDelivery(rows[0]);
  }

  async find(id: string): Promise<{ topic: string; key: string } | undefined> {
    const { rows } = await withClient(this.pool, (client) =>
      client.query<{ topic: string; key: string }>(
        `select topic, key from ${this.table}
           where consumer = $1 and id::text = $2 and outcome is null`,
        [this.consumer, id],
      ),
    );
    return rows[0];
  }

  /** The keys whose first message waits for nothing, or is due for a retry. */
  async dueKeys(): Promise<readonly { topic: string; key: string }[]> {
    const { rows } = await withClient(this.pool, (client) =>
      client.query<{ topic: string; key: string }>({
        name: `due ${this.table}`,
        text: `select topic, key from (select distinct on (topic, key) topic, key, cause,
            next_attempt_at from ${this.table} where consumer = $1 and outcome is null
            order by topic, key, arrival) as heads
          where cause is null or next_attempt_at <= now()`,
        values: [this.consumer],
      }),
    );
    return rows;
  }

  async settle(client: Queryable, id: string, outcome: 'redriven' | 'discarded'): Promise<void> {
    // The value is no longer needed. The row stays, so that a later copy of the message has no
    // effect.
    await client.query(
      `update ${this.table} set outcome = $2, settled_at = now(), value = '', detail = null
         where id = $1`,
      [id, outcome],
    );
  }

  /** Records another failure, and when to retry, if at all. */
  async postpone(
    client: Queryable,
    { id, attempts }: ParkedDelivery,
    poison: Poison,
  ): Promise<void> {
    const retryMs = mayPass(poison.cause) ? RETRY_AFTER_MS[attempts + 1] : undefined;
    await client.query(
      `update ${this.table} set cause = $2, detail = $3, attempts = attempts + 1,
         next_attempt_at = now() + $4::integer * interval '1 millisecond' where id = $1`,
      [id, poison.cause, poison.detail, retryMs],
    );
  }
}

const listed = (row: Omit<ParkedRow, 'cause'>, cause: ParkCause): ParkedMessage => ({
  id: row.id,
  consumer: row.consumer,
  topic: row.topic,
  partition: row.partition,
  offset: row.offset,
  key: row.key,
  type: row.type,
  cause,
  detail: row.detail ?? '',
  parkedAt: row.parked_at.toISOString(),
});

const parkedDelivery = (row: ParkedRow): ParkedDelivery => ({
  id: row.id,
  attempts: row.attempts,
  delivered: {
    topic: row.topic,
    partition: row.partition,
    offset: row.offset,
    key: row.key,
    headers: row.headers,
    value: row.value.toString('utf8'),
  },
});
