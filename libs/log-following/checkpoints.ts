import type { Position } from '@talentloop/event-sourcing';
import type { Pool } from 'pg';
import { identifier, inTransaction, type Queryable, withClient } from './database';

/**
 * How far each follower of a log has come, in `<schema>.checkpoints (name, position)`. A checkpoint
 * moves only from the position that its follower believes it has. So a follower that another one
 * has overtaken, or that was paused, finds this out and writes nothing.
 */
export class Checkpoints {
  private readonly table: string;
  private prepared: Promise<void> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly schema: string,
  ) {
    this.table = `${identifier(schema)}.checkpoints`;
  }

  /** The position of `name`, which begins at 0. */
  async load(name: string): Promise<Position> {
    await this.prepare();
    return withClient(this.pool, async (client) => {
      const found = await this.find(client, name);
      if (found !== undefined) return found;
      await client.query(
        `insert into ${this.table} (name, position) values ($1, 0) on conflict do nothing`,
        [name],
      );
      return (await this.find(client, name)) ?? 0;
    });
  }

  /** False if another follower has moved the checkpoint. */
  async move(name: string, { from, to }: { from: Position; to: Position }): Promise<boolean> {
    const statement = {
      name: `checkpoint-move-${this.schema}`,
      // This transaction does not wait for the disk. If the server crashes, it loses the last
      // moves, and followers do that work again.
      text:
        `with moved as (update ${this.table} set position = $3 ` +
        `where name = $1 and position = $2 returning 1) ` +
        `select (select count(*) from moved) as moved,
         set_config('synchronous_commit', 'off', true)`,
      values: [name, from, to],
    };
    const { rows } = await withClient(this.pool, (client) => client.query(statement));
    return Number(rows[0]?.['moved']) === 1;
  }

  /** The furthest position that any follower has reached: the log was at least as long. */
  async furthest(): Promise<Position> {
    await this.prepare();
    return withClient(this.pool, async (client) => {
      const { rows } = await client.query<{ furthest: string }>(
        `select coalesce(max(position), 0) as furthest from ${this.table}`,
      );
      return Number(rows[0]?.furthest ?? 0);
    });
  }

  /** Creates the table if the store has not created it. */
  prepare(): Promise<void> {
    this.prepared ??= prepareCheckpoints(this.pool, this.schema).catch((error: unknown) => {
      this.prepared = undefined;
      throw error;
    });
    return this.prepared;
  }

  private async find(client: Queryable, name: string): Promise<Position | undefined> {
    const { rows } = await client.query<{ position: string }>(
      `select position from ${this.table} where name = $1`,
      [name],
    );
    return rows[0] && Number(rows[0].position);
  }
}

/**
 * Lets one process at a time create schemas and tables. The store's migration takes the same lock.
 */
export const lockSchemas = async (client: Queryable): Promise<void> => {
  // Processes that start together may wait for each other longer than a request may wait.
  await client.query(`select set_config('lock_timeout', '0', true)`);
  await client.query(`select pg_advisory_xact_lock(hashtextextended('talentloop/migrate', 0))`);
  // While a session waits for the lock, its catalogue cache grows old. PostgreSQL refreshes the
  // cache when the session opens a relation.
  await client.query('select count(*) from pg_namespace');
};

const prepareCheckpoints = (pool: Pool, schema: string): Promise<void> =>
  inTransaction(pool, async (client) => {
    await lockSchemas(client);
    await client.query(`create schema if not exists ${identifier(schema)}`);
    const table = `${identifier(schema)}.checkpoints`;
    await client.query(
      `create table if not exists ${table} (name text primary key, position bigint not null,
         version integer, generation integer)`,
    );
    const { rows } = await client.query<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = $1::regclass`,
      [table],
    );
    for (const column of ['version', 'generation']) {
      // Checked first: `add column if not exists` waits for all readers even if the column exists.
      if (rows.some(({ name }) => name === column)) continue;
      await client.query(`alter table ${table} add column ${column} integer`);
    }
  });
