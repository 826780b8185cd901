import type { ColumnType, ReadModel } from '@talentloop/event-sourcing';
import { columnOf, identifier, type Queryable } from '@talentloop/log-following';
import type { TableSet } from './table-names';

/** Columns that every table has beside those of its read model. */
const RESERVED = ['key', 'position', 'created_position', 'row', 'committed_at', 'gone'];

export interface TableColumn {
  readonly field: string;
  /** As it stands in JSON. */
  readonly name: string;
  /** Quoted. */
  readonly column: string;
  readonly type: ColumnType;
}

/** The typed columns of a read model. @throws when one is called like a column of the runner's. */
export const columnsOf = (readModel: ReadModel): readonly TableColumn[] =>
  Object.entries<ColumnType | undefined>(readModel.columns).flatMap(([field, type]) => {
    const name = columnOf(field);
    if (RESERVED.includes(name)) {
      throw new Error(`${readModel.name}: the column ${name} is the runner's own`);
    }
    return type ? [{ field, name, column: identifier(name), type }] : [];
  });

/** `"schema"."table"` */
export const qualified = (schema: string, table: string): string =>
  `${identifier(schema)}.${identifier(table)}`;

/** Text is compared by code point, so that cursors mean the same on every machine. */
const sqlType = (type: ColumnType): string => (type === 'text' ? 'text collate "C"' : type);

/** Which of the tables a read model has. */
const namesOf = (readModel: ReadModel, { table, versions }: TableSet): readonly string[] =>
  readModel.temporal ? [table, versions] : [table];

/**
 * Makes a read model's tables, empty, with no more indexes than writing needs: the others are made
 * faster once the rows are there, by `finishTables`.
 */
export const makeTables = async (
  client: Queryable,
  schema: string,
  readModel: ReadModel,
  { table, versions }: TableSet,
): Promise<void> => {
  const [live, history] = [qualified(schema, table), qualified(schema, versions)];
  await client.query(`drop table if exists ${live}, ${history}`);
  const columns = columnsOf(readModel)
    .map(({ column, type }) => `${column} ${sqlType(type)}, `)
    .join('');
  // Room in each page keeps most updates of unindexed columns away from the indexes.
  await client.query(
    `create table ${live} (key text collate "C" primary key, position bigint not null,
       created_position bigint not null, ${columns}row json not null) with (fillfactor = 70)`,
  );
  if (!readModel.temporal) return;
  await client.query(
    `create table ${history} (key text collate "C" not null, position bigint not null,
       created_position bigint not null, committed_at timestamptz not null, ${columns}row json,
       gone boolean not null)`,
  );
};

/** Adds the indexes that questions need; once. */
export const finishTables = async (
  client: Queryable,
  schema: string,
  readModel: ReadModel,
  tables: TableSet,
): Promise<void> => {
  if (await isFinished(client, schema, tables.table)) return;
  if (readModel.temporal) {
    await client.query(
      `alter table ${qualified(schema, tables.versions)} add primary key (key, position)`,
    );
  }
  for (const name of namesOf(readModel, tables)) {
    const table = qualified(schema, name);
    await client.query(`create index on ${table} (created_position desc)`);
    for (const fields of readModel.indexes ?? []) {
      const list = fields.map((field) => identifier(columnOf(field))).join(', ');
      await client.query(`create index on ${table} (${list}, created_position desc)`);
    }
  }
};

/** The primary key is there from the start, an index on `created_position` from the end. */
const isFinished = async (client: Queryable, schema: string, table: string): Promise<boolean> => {
  const { rows } = await client.query(
    'select 1 from pg_index where indrelid = $1::regclass and not indisprimary limit 1',
    [qualified(schema, table)],
  );
  return rows.length > 0;
};

/**
 * Gives a table that an older version made the columns that this version's questions name, empty:
 * until the new table is ready, they find what the old one can answer instead of failing.
 */
export const addMissingColumns = async (
  client: Queryable,
  schema: string,
  readModel: ReadModel,
  tables: TableSet,
): Promise<void> => {
  for (const name of namesOf(readModel, tables)) {
    const table = qualified(schema, name);
    const { rows } = await client.query<{ name: string }>(
      `select attname as name from pg_attribute
         where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`,
      [table],
    );
    if (rows.length === 0) continue;
    const known = new Set(rows.map((row) => row.name));
    const missing = columnsOf(readModel).filter((column) => !known.has(column.name));
    if (missing.length === 0) continue;
    const added = missing.map(({ column, type }) => `add column ${column} ${sqlType(type)}`);
    await client.query(`set local lock_timeout = '300ms'`);
    await client.query(`alter table ${table} ${added.join(', ')}`);
  }
};
