import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { UnitRow } from './units';

/** More units than any park has; a limit on what one question may read. */
const UNITS_MAX = 5_000;

export interface UnitsAsk {
  readonly kind?: string;
  /** At least so many beds. */
  readonly sleeps?: number;
}

/** The rows of `units` by kind and size, the oldest first. */
export const readUnits = async (
  database: Kysely<Record<string, never>>,
  units: RawBuilder<unknown>,
  { kind, sleeps }: UnitsAsk = {},
): Promise<readonly UnitRow[]> => {
  const conditions = [
    sql<boolean>`true`,
    ...(kind === undefined ? [] : [sql<boolean>`kind = ${kind}`]),
    ...(sleeps === undefined ? [] : [sql<boolean>`sleeps >= ${sleeps}`]),
  ];
  const { rows } = await sql<{ row: UnitRow }>`
    select "row" from ${units} as unit
    where ${sql.join(conditions, sql` and `)}
    order by created_at, key limit ${UNITS_MAX}`.execute(database);
  return rows.map(({ row }) => row);
};
