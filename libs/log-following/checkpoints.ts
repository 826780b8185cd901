import type { Position } from '@talentloop/event-sourcing';
import type { Pool } from 'pg';
import { identifier, inTransaction, type Queryable, withClient } from './database';

/**
 * How far each follower of a log has come: `<schema>.checkpoints (name, position)`. A checkpoint
 * moves only from where its holder believes it to be, so a follower that was overtaken, or woke up
 * after a pause, finds that out instead of doing harm.
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

  /** Where `name` stands; begins it at 0. */
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

  /** False when another follower moved it. */
  async move(name: string, { from, to }: { from: Position; to: Position }): Promise<boolean> {
    const statement = {
      name: `checkpoint-move-${this.schema}`,
      // What is lost with the last moments of a crashed server is the tail of what followers can
      // do again, so nobody waits for the disk here.
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

  /** How far whoever came furthest has been: the log was at least as long. */
  async furthest(): Promise<Position> {
    await this.prepare();
    return withClient(this.pool, async (client) => {
      const { rows } = await client.query<{ furthest: string }>(
        `select coalesce(max(position), 0) as furthest from ${this.table}`,
      );
      return Number(rows[0]?.furthest ?? 0);
    });
  }

  /** Makes the table where the store has not. */
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

/** Serialises those who create schemas and tables; the store's own migration takes the same lock. */
export const lockSchemas = async (client: Queryable): Promise<void> => {
  // Processes that start together wait longer for each other than a request may wait.
  await client.query(`select set_config('lock_timeout', '0', true)`);
  await client.query(`select pg_advisory_xact_lock(hashtextextended('talentloop/migrate', 0))`);
  // Whoever waited still believes that nothing is there, until it opens some relation.
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
      // Asked first, because even an addition that does nothing waits for everybody who reads.
      if (rows.some(({ name }) => name === column)) continue;
      await client.query(`alter table ${table} add column ${column} integer`);
    }
  });
