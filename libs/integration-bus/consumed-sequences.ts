import { identifier, ofUnseenLength, type Queryable } from '@talentloop/log-following';
import type { IntegrationMessage } from './contract';
import type { Refusal } from '@talentloop/processes';

type Identity = Pick<IntegrationMessage, 'topic' | 'source' | 'subject' | 'sequence' | 'id'>;

interface Seen {
  readonly sequence: string;
  readonly ids: readonly string[];
}

const keyOf = ({ topic, source, subject }: Identity): string => `${topic}\n${source}\n${subject}`;

/** The last sequence per key, first as a batch finds it and then as it leaves it. */
export class Sequences {
  private readonly changed = new Map<string, { at: Identity; seen: Seen }>();

  constructor(private readonly seen: Map<string, Seen>) {}

  /** Whether the consumer has already handled this message, or a later one of its key. */
  isStale(message: Identity): boolean {
    const seen = this.seen.get(keyOf(message));
    if (!seen || message.sequence > seen.sequence) return false;
    // One event may produce two messages. They share a sequence and have different ids.
    return message.sequence < seen.sequence || seen.ids.includes(message.id);
  }

  note(message: Identity): void {
    const key = keyOf(message);
    const before = this.seen.get(key);
    const ids = before?.sequence === message.sequence ? [...before.ids, message.id] : [message.id];
    const seen = { sequence: message.sequence, ids };
    this.seen.set(key, seen);
    this.changed.set(key, { at: message, seen });
  }

  get news(): readonly { at: Identity; seen: Seen }[] {
    return [...this.changed.values()];
  }
}

/** A refused command, and the message that led to it. */
export interface RefusedEffect extends Refusal {
  readonly messageId: string;
}

/** Reads and writes the sequences that one consumer has handled. */
export class ConsumedSequences {
  private readonly sequences: string;
  private readonly refused: string;

  constructor(
    schema: string,
    private readonly consumer: string,
  ) {
    this.sequences = `${identifier(schema)}.consumed_sequences`;
    this.refused = `${identifier(schema)}.refused_effects`;
  }

  async load(client: Queryable, messages: readonly Identity[]): Promise<Sequences> {
    if (messages.length === 0) return new Sequences(new Map());
    const { rows } = await client.query<Identity & { message_ids: string[] }>({
      name: `load ${this.sequences}`,
      text: `select keys.*, sequence, message_ids
        from (select distinct * from unnest(${ofUnseenLength('$2')}, ${ofUnseenLength('$3')},
          ${ofUnseenLength('$4')}) as k(topic, source, subject)) as keys
        cross join lateral (select sequence, message_ids from ${this.sequences} as s
          where consumer = $1 and s.topic = keys.topic and s.source = keys.source
            and s.subject = keys.subject offset 0) as seen`,
      values: [
        this.consumer,
        messages.map(({ topic }) => topic),
        messages.map(({ source }) => source),
        messages.map(({ subject }) => subject),
      ],
    });
    return new Sequences(
      new Map(
        rows.map((row) => [keyOf(row), { sequence: row.sequence, ids: row.message_ids }] as const),
      ),
    );
  }

  /**
   * Saves the refusals first, because the consumer does not judge a message again once its sequence
   * is recorded. A saved sequence never goes back. With `durable: false`, this transaction does not
   * wait for the disk.
   */
  async save(
    client: Queryable,
    sequences: Sequences,
    refusals: readonly RefusedEffect[],
    { durable = true } = {},
  ): Promise<void> {
    if (refusals.length > 0) await this.saveRefusals(client, refusals);
    if (sequences.news.length === 0) return;
    const news = sequences.news.map(({ at: { topic, source, subject }, seen }) => ({
      topic,
      source,
      subject,
      sequence: seen.sequence,
      message_ids: seen.ids,
    }));
    await client.query({
      name: `save ${durable ? '' : 'late '}${this.sequences}`,
      text: `with seen as (insert into ${this.sequences} as s
          (consumer, topic, source, subject, sequence, message_ids)
        select $1, topic, source, subject, sequence, message_ids from json_to_recordset($2::json)
          as r(topic text, source text, subject text, sequence text, message_ids text[])
        on conflict (consumer, topic, source, subject) do update
          set sequence = excluded.sequence, message_ids = excluded.message_ids
          where s.sequence <= excluded.sequence)
        select ${durable ? '1' : `set_config('synchronous_commit', 'off', true)`}`,
      values: [this.consumer, JSON.stringify(news)],
    });
  }

  private async saveRefusals(client: Queryable, refusals: readonly RefusedEffect[]): Promise<void> {
    const rows = refusals.map(({ messageId, commandId, command, rejection }) => ({
      message_id: messageId,
      command_id: commandId,
      code: rejection.rejected,
      category: command.category,
      id: command.id,
      command: command.command.type,
    }));
    await client.query(
      `insert into ${this.refused} (consumer, message_id, command_id, category, id, command, code)
        select $1, message_id, command_id, category, id, command, code
        from json_to_recordset($2::json) as r(message_id text, command_id text, category text,
          id text, command text, code text) on conflict do nothing`,
      [this.consumer, JSON.stringify(rows)],
    );
  }
}
