import type { ColumnType, DomainEvent, Position, ReadModel } from '@talentloop/event-sourcing';
import type { Pool } from 'pg';
import { columnOf, identifier, inTransaction, type Queryable, withClient } from './database';
import { Checkpoints, lockSchemas } from './checkpoints';
import type { FoldedBatch, KeyedRow } from './fold-batch';

/** How the tables of a read model are called; the only place that knows. */
export const tableNames = (readModelName: string): { live: string; versions: string } => ({
  live: readModelName,
  versions: `${readModelName}_versions`,
});

/** The name of a read model's checkpoint. */
export const readModelCheckpoint = (readModelName: string): string => `read-model:${readModelName}`;

/** Columns that every table has beside those of its read model. */
const RESERVED = ['key', 'position', 'created_position', 'row', 'committed_at', 'gone'];

/** Where the table stands, and which version of the read model made it. */
export interface Built {
  readonly position: Position;
  readonly version: number;
}

/** Text is compared by code point, so that cursors mean the same on every machine. */
const sqlType = (type: ColumnType): string => (type === 'text' ? 'text collate "C"' : type);

/**
 * The table of one read model, made from its literal. One statement writes rows, versions and
 * checkpoint, guarded by where the checkpoint was and by the version, so that of two runners one
 * wins each batch and the other does nothing.
 */
export class ReadModelTable<Row extends object, E extends DomainEvent> {
  private readonly live: string;
  private readonly versions: string;
  private readonly checkpoints: string;
  private readonly name: string;
  private readonly columns: readonly {
    readonly field: string;
    /** As it stands in JSON. */
    readonly name: string;
    /** Quoted. */
    readonly column: string;
    readonly type: ColumnType;
  }[];
  private readonly writeSql: string;
  private readonly moveSql: string;

  constructor(
    private readonly pool: Pool,
    private readonly schema: string,
    private readonly readModel: ReadModel<Row, E>,
  ) {
    const names = tableNames(readModel.name);
    this.live = `${identifier(schema)}.${identifier(names.live)}`;
    this.versions = `${identifier(schema)}.${identifier(names.versions)}`;
    this.checkpoints = `${identifier(schema)}.checkpoints`;
    this.name = readModelCheckpoint(readModel.name);
    this.columns = Object.entries<ColumnType | undefined>(readModel.columns).flatMap(
      ([field, type]) => {
        const name = columnOf(field);
        if (RESERVED.includes(name)) {
          throw new Error(`${readModel.name}: the column ${name} is the runner's own`);
        }
        return type ? [{ field, name, column: identifier(name), type }] : [];
      },
    );
    this.writeSql = this.writeStatement();
    this.moveSql = `with ${this.guard()} select (select count(*) from guard) as moved, ${ASYNCHRONOUS}`;
  }

  /** Makes the tables; makes them anew where an older version of the read model made them. */
  async prepare(): Promise<Built> {
    await new Checkpoints(this.pool, this.schema).prepare();
    return inTransaction(this.pool, async (client) => {
      await lockSchemas(client);
      const built = await this.built(client);
      const { version } = this.readModel;
      if (built && built.version >= version) return built;
      await this.rebuild(client);
      return { position: 0, version };
    });
  }

  /** Where the table stands now. */
  find(): Promise<Built | undefined> {
    return withClient(this.pool, (client) => this.built(client));
  }

  /** The rows with these keys, in one query. */
  async load(keys: readonly string[]): Promise<ReadonlyMap<string, KeyedRow<Row>>> {
    if (keys.length === 0) return new Map();
    const { rows } = await withClient(this.pool, (client) =>
      client.query<{ key: string; position: string; created_position: string; row: Row }>({
        name: `load ${this.live} ${this.readModel.version}`,
        text: `select key, position, created_position, row from ${this.live} where key = any($1)`,
        values: [keys],
      }),
    );
    return new Map(
      rows.map(({ key, position, created_position, row }) => [
        key,
        { key, row, position: Number(position), createdPosition: Number(created_position) },
      ]),
    );
  }

  /** False, and nothing written, when the checkpoint is not where the caller thought. */
  async write(move: { from: Position; to: Position }, folded: FoldedBatch<Row>): Promise<boolean> {
    const guard = [this.name, move.from, move.to, this.readModel.version];
    const { changed, versions } = folded;
    const { temporal } = this.readModel;
    const touched = changed.length > 0;
    const values = touched
      ? [
          ...guard,
          this.json(changed.filter(({ row }) => row !== null)),
          changed.filter(({ row }) => row === null).map(({ key }) => key),
          ...(temporal ? [this.json(versions)] : []),
        ]
      : guard;
    const name = `${touched ? 'write' : 'move'} ${this.live} ${this.readModel.version}`;
    const { rows } = await withClient(this.pool, (client) =>
      client.query<{ moved: string }>({
        name,
        text: touched ? this.writeSql : this.moveSql,
        values,
      }),
    );
    return Number(rows[0]?.moved) === 1;
  }

  private async built(client: Queryable): Promise<Built | undefined> {
    const { rows } = await client.query<{ position: string; version: number | null }>(
      `select position, version from ${this.checkpoints} where name = $1`,
      [this.name],
    );
    const [row] = rows;
    return row && { position: Number(row.position), version: row.version ?? 0 };
  }

  private async rebuild(client: Queryable): Promise<void> {
    const { temporal, indexes = [], version } = this.readModel;
    await client.query(`drop table if exists ${this.live}, ${this.versions}`);
    const columns = this.columns.map(({ column, type }) => `${column} ${sqlType(type)}, `).join('');
    // Room in each page keeps most updates of unindexed columns away from the indexes.
    await client.query(
      `create table ${this.live} (key text collate "C" primary key, position bigint not null,
         created_position bigint not null, ${columns}row json not null) with (fillfactor = 70)`,
    );
    if (temporal) {
      await client.query(
        `create table ${this.versions} (key text collate "C" not null, position bigint not null,
           created_position bigint not null, committed_at timestamptz not null, ${columns}row json,
           gone boolean not null, primary key (key, position))`,
      );
    }
    for (const table of temporal ? [this.live, this.versions] : [this.live]) {
      await client.query(`create index on ${table} (created_position desc)`);
      for (const fields of indexes) {
        const list = fields.map((field) => identifier(columnOf(field))).join(', ');
        await client.query(`create index on ${table} (${list}, created_position desc)`);
      }
    }
    await client.query(
      `insert into ${this.checkpoints} (name, position, version) values ($1, 0, $2)
         on conflict (name) do update set position = 0, version = $2`,
      [this.name, version],
    );
  }

  private guard(): string {
    return (
      `guard as (update ${this.checkpoints} set position = $3 ` +
      `where name = $1 and position = $2 and version = $4 returning 1)`
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
           from json_to_recordset($7::json) as r(${record}, committed_at timestamptz, gone boolean)
           where exists (select 1 from guard))`
      : '';
    return `with ${this.guard()},
      written as (insert into ${this.live} (${all.join(', ')}) select ${all.join(', ')}
        from json_to_recordset($5::json) as r(${record})
        where exists (select 1 from guard)
        on conflict (key) do update set ${set}),
      removed as (delete from ${this.live}
        where key = any($6) and exists (select 1 from guard))${remember}
      select (select count(*) from guard) as moved, ${ASYNCHRONOUS}`;
  }

  private json(rows: readonly (KeyedRow<Row> & { committedAt?: string })[]): string {
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
