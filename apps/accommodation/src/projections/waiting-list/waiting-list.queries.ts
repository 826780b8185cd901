import { type Filter, visibleClause } from '@talentloop/access';
import type { Position } from '@talentloop/event-sourcing';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { WaitingRow } from './waiting-list';

const TABLE = 'accommodation.waiting_list';
const VERSIONS = sql.table(`${TABLE}_versions`);
const WAITING_MAX = 1_000;

export interface WaitingAsk {
  readonly visible: Filter;
  readonly kind?: string;
  /** As of this position of the log; now when absent. */
  readonly asOf?: Position;
}

export interface WaitingPlace {
  readonly row: WaitingRow;
  /** Among all who wait for this kind, seen by the caller or not. */
  readonly position: number;
}

/** The last version of each row by then; put so, further conditions use the indexes. */
const rowsAsOf = (position: Position | undefined): RawBuilder<unknown> =>
  position === undefined
    ? sql.table(TABLE)
    : sql`(select version.* from ${VERSIONS} as version
        where version.position <= ${position} and not version.gone
        and not exists (select 1 from ${VERSIONS} as newer where newer.key = version.key
          and newer.position > version.position and newer.position <= ${position}))`;

/** Who waits, by kind: more points first, then who waits longer. */
export const readWaitingList = async (
  database: Kysely<Record<string, never>>,
  { visible, kind, asOf }: WaitingAsk,
): Promise<readonly WaitingPlace[]> => {
  const mine = visibleClause(visible, { centre: 'centre' });
  const ofKind = kind === undefined ? sql<boolean>`true` : sql<boolean>`kind = ${kind}`;
  const { rows } = await sql<WaitingPlace>`
    select "row", place::int as position from (
      select *, row_number() over (
        partition by kind order by points desc, waiting_since, key) as place
      from ${rowsAsOf(asOf)} as waiting_list where waiting
    ) as placed where ${mine} and ${ofKind}
    order by kind, place limit ${WAITING_MAX}`.execute(database);
  return rows;
};
