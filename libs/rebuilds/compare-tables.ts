import { createHash } from 'node:crypto';
import type { ReadModel } from '@talentloop/event-sourcing';
import type { Queryable } from '@talentloop/log-following';
import { columnsOf, qualified } from '@talentloop/projections';
import type { DifferenceAt } from './rebuild-record';
import type { TableSet } from '@talentloop/projections';

export interface Comparison {
  readonly differing: number;
  /** The first hundred of them. */
  readonly differences: readonly DifferenceAt[];
  readonly rows: number;
  /**
   * The hash over every row of the rebuilt tables. The live tables have the same hash if nothing
   * differs.
   */
  readonly hash: string;
}

const LISTED_MAX = 100;
const BUCKETS = 1_024;

/**
 * One table of a read model on both sides: the expression for a row's content, and the columns that
 * identify a row.
 */
interface Compared {
  readonly live: string;
  readonly rebuilt: string;
  readonly id: readonly string[];
  readonly content: string;
}

const comparedTables = (
  schema: string,
  readModel: ReadModel,
  live: TableSet,
  rebuilt: TableSet,
): readonly Compared[] => {
  const typed = columnsOf(readModel).map(({ column }) => `, ${column}`);
  // The row is compared as jsonb, because the order of its fields has no meaning.
  const content = `key, position, created_position${typed.join('')}, row::jsonb`;
  const rows = {
    live: qualified(schema, live.table),
    rebuilt: qualified(schema, rebuilt.table),
    id: ['key'],
    content: `row(${content})`,
  };
  if (!readModel.temporal) return [rows];
  return [
    rows,
    {
      live: qualified(schema, live.versions),
      rebuilt: qualified(schema, rebuilt.versions),
      id: ['key', 'position'],
      content: `row(${content}, committed_at, gone)`,
    },
  ];
};

const hashOfRow = (content: string): string => `sha256(convert_to((${content})::text, 'UTF8'))`;

const BUCKET = `(hashtextextended(key, 0) & ${BUCKETS - 1})::integer`;

interface Bucket {
  readonly bucket: number;
  readonly rows: number;
  readonly digest: string;
}

const bucketsOf = async (
  client: Queryable,
  table: string,
  { id, content }: Compared,
): Promise<readonly Bucket[]> => {
  const { rows } = await client.query<Bucket>(
    `select ${BUCKET} as bucket, count(*)::float8 as rows,
       encode(sha256(string_agg(${hashOfRow(content)}, ''::bytea order by ${id.join(', ')})), 'hex')
      as digest
       from ${table} group by 1 order by 1`,
  );
  return rows;
};

/** Rows that match `where` and differ between the two sides. */
const differingRows = async (
  client: Queryable,
  { live, rebuilt, id, content }: Compared,
  where: string,
  value: unknown,
): Promise<{ count: number; listed: readonly DifferenceAt[] }> => {
  const side = (table: string): string =>
    `select ${id.join(', ')}, ${hashOfRow(content)} as hash from ${table} where ${where}`;
  const { rows } = await client.query<{ key: string; position?: string; count: string }>(
    `with live as (${side(live)}), rebuilt as (${side(rebuilt)})
     select ${id.join(', ')}, count(*) over () as count
       from live full join rebuilt using (${id.join(', ')})
       where live.hash is distinct from rebuilt.hash order by ${id.join(', ')} limit ${LISTED_MAX}`,
    [value],
  );
  const listed = rows.map(({ key, position }) => ({
    key,
    ...(position !== undefined && { position: Number(position) }),
  }));
  return { count: Number(rows[0]?.count ?? 0), listed };
};

/**
 * Compares every row and every version by hash: bucket by bucket, and row by row in a bucket that
 * differs. Both sides must be at one position in the snapshot of `client`. Memory is bounded.
 */
export const compareTables = async (
  client: Queryable,
  schema: string,
  readModel: ReadModel,
  sides: { readonly live: TableSet; readonly rebuilt: TableSet },
): Promise<Comparison> => {
  const differences: DifferenceAt[] = [];
  const all = createHash('sha256');
  let [differing, rows] = [0, 0];
  for (const compared of comparedTables(schema, readModel, sides.live, sides.rebuilt)) {
    const live = await bucketsOf(client, compared.live, compared);
    const rebuilt = await bucketsOf(client, compared.rebuilt, compared);
    for (const { bucket, digest, rows: count } of rebuilt) {
      all.update(`${bucket}:${digest}\n`);
      rows += count;
    }
    const suspects = unequal(live, rebuilt);
    if (suspects.length === 0) continue;
    const where = `${BUCKET} = any($1)`;
    const found = await differingRows(client, compared, where, suspects);
    differing += found.count;
    differences.push(...found.listed);
  }
  return {
    differing,
    rows,
    hash: all.digest('hex'),
    differences: differences.slice(0, LISTED_MAX),
  };
};

/** Compares only the rows with these keys: those that have changed since the whole comparison. */
export const compareKeys = async (
  client: Queryable,
  schema: string,
  readModel: ReadModel,
  sides: { readonly live: TableSet; readonly rebuilt: TableSet },
  keys: readonly string[],
): Promise<Pick<Comparison, 'differing' | 'differences'>> => {
  const differences: DifferenceAt[] = [];
  let differing = 0;
  for (const compared of comparedTables(schema, readModel, sides.live, sides.rebuilt)) {
    const found = await differingRows(client, compared, 'key = any($1)', keys);
    differing += found.count;
    differences.push(...found.listed);
  }
  return { differing, differences: differences.slice(0, LISTED_MAX) };
};

const unequal = (live: readonly Bucket[], rebuilt: readonly Bucket[]): readonly number[] => {
  const digests = new Map(live.map(({ bucket, digest }) => [bucket, digest]));
  const found = rebuilt.filter(({ bucket, digest }) => digests.get(bucket) !== digest);
  const made = new Set(rebuilt.map(({ bucket }) => bucket));
  const gone = live.filter(({ bucket }) => !made.has(bucket));
  return [...found, ...gone].map(({ bucket }) => bucket);
};
