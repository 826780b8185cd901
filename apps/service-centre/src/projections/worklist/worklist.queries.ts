import { type Filter, visibleClause } from '@talentloop/access';
import type { Position } from '@talentloop/event-sourcing';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { WorklistRow } from './worklist';

/** Where a page ended: the next one begins behind it. */
export interface WorklistPlace {
  readonly urgency: number;
  readonly openedAt: string;
  readonly id: string;
}

export interface WorklistAsk {
  readonly visible: Filter;
  readonly limit: number;
  readonly after?: WorklistPlace;
  /** As of this position of the log; now when absent. */
  readonly asOf?: Position;
}

const TABLE = 'service_centre.worklist';
const VERSIONS = sql.table(`${TABLE}_versions`);

/** The last version of each row by then; put so, the page's conditions and order use its index. */
const versionsUpTo = (position: Position): RawBuilder<unknown> => sql`(
  select version.* from ${VERSIONS} as version where version.position = (select max(each.position)
    from ${VERSIONS} as each where each.key = version.key and each.position <= ${position})
)`;

const behind = ({ urgency, openedAt, id }: WorklistPlace): RawBuilder<boolean> =>
  sql<boolean>`(rank, opened_at, key) > (${-urgency}::int, ${openedAt}::timestamptz, ${id})`;

/** What can be worked, most urgent first, the older first among equals. */
export const readWorklist = async (
  database: Kysely<Record<string, never>>,
  { visible, limit, after, asOf }: WorklistAsk,
): Promise<readonly WorklistRow[]> => {
  const rows = asOf === undefined ? sql.table(TABLE) : versionsUpTo(asOf);
  const conditions = [
    sql<boolean>`listed`,
    visibleClause(visible, { centres: 'visible_to' }),
    ...(after ? [behind(after)] : []),
  ];
  const { rows: found } = await sql<{ row: WorklistRow }>`
    select "row" from ${rows} as worklist where ${sql.join(conditions, sql` and `)}
    order by rank, opened_at, key limit ${limit}`.execute(database);
  return found.map(({ row }) => row);
};
