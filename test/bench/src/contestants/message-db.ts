import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Client, Pool, type PoolClient, type QueryConfig } from 'pg';
import type { CaseEvent } from '../../../../apps/service-centre/src/domain/service-case/events';
import { serviceCase } from '../../../../apps/service-centre/src/domain/service-case/service-case';
import type { CaseState } from '../../../../apps/service-centre/src/domain/service-case/state';
import { decided, eventOf, noteOf, plain, type PlainEvent } from '../case-script';
import type { Append, Contestant } from '../contestant';

/** The order in the package's own install.sh, without roles and privileges. */
const SCRIPTS = [
  'schema/message-store',
  'tables/messages',
  'types/message',
  ...[
    'message-store-version',
    'hash-64',
    'acquire-lock',
    'category',
    'is-category',
    'id',
    'cardinal-id',
    'stream-version',
    'write-message',
    'get-stream-messages',
    'get-category-messages',
    'get-last-stream-message',
  ].map((name) => `functions/${name}`),
  ...['messages-id', 'messages-stream', 'messages-category'].map((name) => `indexes/${name}`),
];

const install = async (connectionString: string): Promise<void> => {
  const home = path.dirname(createRequire(__filename).resolve('@eventide/message-db/package.json'));
  const client = new Client({ connectionString });
  await client.connect();
  try {
    // The package needs pgcrypto only for gen_random_uuid(), which PostgreSQL has had since version
    // 13.
    for (const script of SCRIPTS) {
      const sql = readFileSync(path.join(home, 'database', `${script}.sql`), 'utf8');
      // CREATE INDEX CONCURRENTLY must be sent alone, but a file may hold several statements.
      if (/CONCURRENTLY/i.test(sql)) await client.query(sql.replaceAll(/CONCURRENTLY/gi, ''));
      else await client.query(sql);
    }
  } finally {
    await client.end();
  }
};

interface Message {
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
  readonly position: string;
  readonly global_position: string;
}

const PAGE = 2_000;

const parsed = ({ type, data, metadata, position }: Message) => ({
  type,
  data: JSON.parse(data),
  metadata: JSON.parse(metadata),
  position: Number(position),
});

/** message-db 1.3: its SQL functions, called as prepared statements through node-postgres. */
export class MessageDb implements Contestant {
  readonly name = 'message-db';

  private constructor(readonly pool: Pool) {}

  static async open(connectionString: string): Promise<MessageDb> {
    await install(connectionString);
    return MessageDb.join(connectionString);
  }

  /** For a database in which message-db is installed already. */
  static async join(connectionString: string): Promise<MessageDb> {
    const options = '-c search_path=message_store,public';
    return new MessageDb(new Pool({ connectionString, max: 40, options }));
  }

  async append({ caseId, talentId, step }: Append): Promise<void> {
    await this.write(`case-${caseId}`, eventOf(caseId, talentId, caseId, step), step - 1);
  }

  async addNote(caseId: string, noteId: string): Promise<void> {
    for (;;) {
      const { state, revision } = await this.fold(caseId);
      const event = plain(decided(noteOf(noteId), state), noteId, caseId);
      try {
        return await this.write(`case-${caseId}`, event, revision);
      } catch (error) {
        if (!String(error).includes('Wrong expected version')) throw error;
      }
    }
  }

  async fill(caseId: string, events: readonly PlainEvent[]): Promise<void> {
    const rows = events.map((event) => ({ id: randomUUID(), ...event }));
    await this.query({
      name: 'fill',
      text: `select write_message(e->>'id', $1, e->>'type', e->'data', e->'metadata')
        from jsonb_array_elements($2::jsonb) e`,
      values: [`case-${caseId}`, JSON.stringify(rows)],
    });
  }

  async load(caseId: string): Promise<number> {
    return (await this.fold(caseId)).revision + 1;
  }

  async readLog(): Promise<number> {
    let read = 0;
    for (let from = 1; ;) {
      const rows = await this.query<Message>({
        name: 'category',
        text: 'select * from get_category_messages($1, $2, $3)',
        values: ['case', from, PAGE],
      });
      read += rows.map(parsed).length;
      if (rows.length < PAGE) return read;
      from = Number(rows.at(-1)?.global_position) + 1;
    }
  }

  /** The global positions that a follower of the category sees next. */
  async positionsFrom(from: number): Promise<readonly number[]> {
    const rows = await this.query<Message>({
      name: 'category',
      text: 'select * from get_category_messages($1, $2, $3)',
      values: ['case', from, PAGE],
    });
    return rows.map(({ global_position }) => Number(global_position));
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private async fold(caseId: string): Promise<{ state: CaseState; revision: number }> {
    const rows = await this.query<Message>({
      name: 'stream',
      text: 'select * from get_stream_messages($1, 0, -1)',
      values: [`case-${caseId}`],
    });
    const events = rows.map(parsed);
    const state = events.reduce<CaseState>(
      (before, event) => serviceCase.evolve(before, event as unknown as CaseEvent),
      serviceCase.initialState,
    );
    return { state, revision: events.length - 1 };
  }

  private async write(stream: string, event: PlainEvent, expected: number): Promise<void> {
    await this.query({
      name: 'write',
      text: 'select write_message($1, $2, $3, $4, $5, $6)',
      values: [randomUUID(), stream, event.type, event.data, event.metadata, expected],
    });
  }

  /**
   * Uses a client of its own, because `pool.query` would drop its connection after every conflict.
   */
  private async query<R extends object>(query: QueryConfig): Promise<readonly R[]> {
    const client: PoolClient = await this.pool.connect();
    try {
      return (await client.query<R>(query)).rows;
    } finally {
      client.release();
    }
  }
}
