import { createHash } from 'node:crypto';
import type { Position, ReadModel } from '@talentloop/event-sourcing';
import type { Pool } from 'pg';
import { identifier, ofUnseenLength, type Queryable, withClient } from '@talentloop/log-following';
import type { FoldedBatch, KeyedRow } from './fold-batch';
import { columnsOf, qualified, type TableColumn } from './make-tables';
import { liveTables, type TableSet } from './table-names';

/** Where a set of tables stands, and what made it. */
export interface Built {
  readonly position: Position;
  /** Of the read model that made it. */
  readonly version: number;
  /** Another number whenever other tables have taken the name. */
  readonly generation: number;
}

interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values: unknown[];
}

/** Where the tables that a checkpoint is about stand; undefined where there is none. */
export const findBuilt = async (
  client: Queryable,
  schema: string,
  checkpoint: string,
  { lock = false } = {},
): Promise<Built | undefined> => {
  const { rows } = await client.query<{
    position: string;
    version: number | null;
    generation: number | null;
  }>(
    `select position, version, generation from ${identifier(schema)}.checkpoints
       where name = $1${lock ? ' for update' : ''}`,
    [checkpoint],
  );
  const [row] = rows;
  if (!row) return undefined;
  const { position, version, generation } = row;
  return { position: Number(position), version: version ?? 0, generation: generation ?? 0 };
};

/**
 * One set of tables of a read model. One statement writes rows, versions and checkpoint, guarded by
 * where the checkpoint was, by the version and by the generation: of two runners one wins each
 * batch and the other does nothing, and nothing folded over former tables reaches those that
 * replaced them.
 */
export class ReadModelTable {
  private readonly live: string;
  private readonly versions: string;
  private readonly columns: readonly TableColumn[];
  private readonly loadSql: string;
  private readonly writeSql: string;
  private readonly moveSql: string;
  private generation = -1;

  constructor(
    private readonly pool: Pool,
    private readonly schema: string,
    private readonly readModel: ReadModel,
    private readonly tables: TableSet = liveTables(readModel.name),
  ) {
    this.live = qualified(schema, tables.table);
    this.versions = qualified(schema, tables.versions);
    this.columns = columnsOf(readModel);
    this.loadSql = `select key, position, created_position, row from ${this.live}
      where key = any(${ofUnseenLength('$1')})`;
    this.writeSql = this.writeStatement();
    this.moveSql = `with ${this.guard()}
      select (select count(*) from guard) as moved, ${ASYNCHRONOUS}`;
  }

  /** Where the tables stand now; from here on it is their generation that is written to. */
  async find(): Promise<Built | undefined> {
    const built = await withClient(this.pool, (client) =>
      findBuilt(client, this.schema, this.tables.checkpoint),
    );
    this.generation = built?.generation ?? -1;
    return built;
  }

  /** Whether other tables have taken the place of those that were found. */
  async isReplaced(): Promise<boolean> {
    const known = this.generation;
    return (await this.find())?.generation !== known;
  }

  /** The rows with these keys, in one query. */
  async load(keys: readonly string[]): Promise<ReadonlyMap<string, KeyedRow>> {
    if (keys.length === 0) return new Map();
    const { rows } = await withClient(this.pool, (client) =>
      client.query<{ key: string; position: string; created_position: string; row: object }>(
        this.statement(this.loadSql, [keys]),
      ),
    );
    return new Map(
      rows.map(({ key, position, created_position, row }) => [
        key,
        { key, row, position: Number(position), createdPosition: Number(created_position) },
      ]),
    );
  }

  /** False, and nothing written, when the checkpoint is not where the caller thought. */
  async write(move: { from: Position; to: Position }, folded: FoldedBatch): Promise<boolean> {
    const { checkpoint } = this.tables;
    const guard = [checkpoint, move.from, move.to, this.readModel.version, this.generation];
    const { changed, versions } = folded;
    const touched = changed.length > 0;
    const values = touched
      ? [
          ...guard,
          this.json(changed.filter(({ row }) => row !== null)),
          changed.filter(({ row }) => row === null).map(({ key }) => key),
          ...(this.readModel.temporal ? [this.json(versions)] : []),
        ]
      : guard;
    const { rows } = await withClient(this.pool, (client) =>
      client.query<{ moved: string }>(
        this.statement(touched ? this.writeSql : this.moveSql, values),
      ),
    );
    return Number(rows[0]?.moved) === 1;
  }

  /**
   * Prepared once per connection for live tables. A table that is being filled has no statistics
   * yet, and a plan made when it was empty would be kept: its statements are planned each time.
   */
  private statement(text: string, values: unknown[]): Statement {
    const query = { text, values };
    return this.tables.table === this.readModel.name ? { ...query, name: nameOf(text) } : query;
  }

  private guard(): string {
    return (
      `guard as (update ${identifier(this.schema)}.checkpoints set position = $3 ` +
      `where name = $1 and position = $2 and version = $4 and coalesce(generation, 0) = $5 ` +
      `returning 1)`
    );
  }

  private writeStatement(): string {
    const columns = this.columns.map(({ column }) => column);
    const all = ['key', 'position', 'created_position', ...columns, 'row'];
    const typed = this.columns.map(({ column, type }) => `, ${column} ${type}`).join('');
    const record = `key text, position bigint, created_position bigint${typed}, row json`;
    const set = all.slice(1).map((column) => `${column} = excluded.${column}`);
    const versioned = [...all, 'committed_at', 'gone'].join(', ');
    const remember = this.readModel.temporal
      ? `, remembered as (insert into ${this.versions} (${versioned}) select ${versioned}
           from json_to_recordset($8::json) as r(${record}, committed_at timestamptz, gone boolean)
           where exists (select 1 from guard))`
      : '';
    return `with ${this.guard()},
      written as (insert into ${this.live} (${all.join(', ')}) select ${all.join(', ')}
        from json_to_recordset($6::json) as r(${record})
        where exists (select 1 from guard)
        on conflict (key) do update set ${set}),
      removed as (delete from ${this.live}
        where key = any(${ofUnseenLength('$7')}) and exists (select 1 from guard))${remember}
      select (select count(*) from guard) as moved, ${ASYNCHRONOUS}`;
  }

  private json(rows: readonly (KeyedRow & { committedAt?: string })[]): string {
    return JSON.stringify(
      rows.map(({ key, row, position, createdPosition, committedAt }) => {
        const fields: Readonly<Record<string, unknown>> = row ? { ...row } : {};
        const line: Record<string, unknown> = { key, row, position };
        line['created_position'] = createdPosition;
        if (committedAt) line['committed_at'] = committedAt;
        if (committedAt) line['gone'] = row === null;
        for (const { field, name } of this.columns) line[name] = fields[field] ?? null;
        return line;
      }),
    );
  }
}

/**
 * A table that the log can make again does not wait for the disk; rows and checkpoint are lost, and
 * kept, together. The setting ends with the statement's transaction.
 */
const ASYNCHRONOUS = `set_config('synchronous_commit', 'off', true)`;

const names = new Map<string, string>();

/** PostgreSQL cuts long names of statements off, so a statement is named by its digest. */
const nameOf = (text: string): string => {
  const known = names.get(text) ?? createHash('sha1').update(text).digest('hex');
  names.set(text, known);
  return known;
};
