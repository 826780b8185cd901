import type { Position, ReadModel } from '@talentloop/event-sourcing';
import { type RawBuilder, sql } from 'kysely';

/**
 * The rows of a read model as a table expression: those of now, or, of a temporal read model, those
 * as they were at a position of the log. Then the last version of each row counts, unless the row
 * was gone. The form lets PostgreSQL use indexes for it and for the conditions around it (ADR 33).
 */
export const rowsAt = (
  schema: string,
  { name, temporal }: ReadModel,
  position?: Position,
): RawBuilder<unknown> => {
  if (position === undefined) return sql.table(`${schema}.${name}`);
  if (!temporal) throw new Error(`${name} keeps no versions of its rows`);
  const versions = sql.table(`${schema}.${name}_versions`);
  return sql`(select version.* from ${versions} as version
    where not version.gone and version.position = (select max(each.position)
      from ${versions} as each where each.key = version.key and each.position <= ${position}))`;
};
