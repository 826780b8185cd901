import { type Filter, visibleClause } from '@talentloop/access';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { WaitingRow } from './waiting-list';

const WAITING_MAX = 1_000;

export interface WaitingAsk {
  readonly visible: Filter;
  readonly kind?: string;
}

export interface WaitingPlace {
  readonly row: WaitingRow;
  /** Among all who wait for this kind, seen by the caller or not. */
  readonly position: number;
}

/** Who waits in the rows of `waitingList`, by kind: more points first, then who waits longer. */
export const readWaitingList = async (
  database: Kysely<Record<string, never>>,
  waiting: RawBuilder<unknown>,
  { visible, kind }: WaitingAsk,
): Promise<readonly WaitingPlace[]> => {
  const mine = visibleClause(visible, { centre: 'centre' });
  const ofKind = kind === undefined ? sql<boolean>`true` : sql<boolean>`kind = ${kind}`;
  const { rows } = await sql<WaitingPlace>`
    select "row", place::int as position from (
      select *, row_number() over (
        partition by kind order by points desc, waiting_since, key) as place
      from ${waiting} as waiting_list where waiting
    ) as placed where ${mine} and ${ofKind}
    order by kind, place limit ${WAITING_MAX}`.execute(database);
  return rows;
};
