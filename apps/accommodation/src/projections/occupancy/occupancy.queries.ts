import type { Day, Instant } from '@talentloop/event-sourcing';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { TURNAROUND_DAYS_MAX } from '../../domain/values/occupied-nights';

export interface OccupancyAsk {
  readonly from: Day;
  /** The day after the last night. */
  readonly to: Day;
  readonly kind?: string;
  /** Holds that are over by then count no more, whether or not that was written. */
  readonly at: Instant;
}

export interface Night {
  readonly date: Day;
  readonly units: number;
  readonly held: number;
  readonly booked: number;
  readonly outOfService: number;
  readonly turnaround: number;
}

/** How many units are what in the rows of `occupancy`; a unit is one thing in a night. */
export const readOccupancy = async (
  database: Kysely<Record<string, never>>,
  calendars: RawBuilder<unknown>,
  { from, to, kind, at }: OccupancyAsk,
): Promise<readonly Night[]> => {
  const ofKind = kind === undefined ? sql<boolean>`true` : sql<boolean>`kind = ${kind}`;
  const { rows } = await sql<Night>`
    with unit as materialized (
      select unit_id, turnaround_days from ${calendars} as rows where entry = 'unit' and ${ofKind}
    ),
    binding as (
      select calendar.*, case when calendar.entry = 'out-of-service' then 0
        else unit.turnaround_days end as rests
      from ${calendars} as calendar join unit on unit.unit_id = calendar.unit_id
      where calendar.entry in ('hold', 'booking', 'out-of-service')
        and calendar.from_day < ${to}::date
        and calendar.to_day > ${from}::date - ${TURNAROUND_DAYS_MAX}::int
        and (calendar.entry <> 'hold' or calendar.expires_at > ${at}::timestamptz)
    )
    select to_char(night, 'YYYY-MM-DD') as date,
      (select count(*)::int from unit) as units,
      count(*) filter (where entry = 'hold' and night < to_day)::int as held,
      count(*) filter (where entry = 'booking' and night < to_day)::int as booked,
      count(*) filter (where entry = 'out-of-service')::int as "outOfService",
      count(*) filter (where night >= to_day)::int as turnaround
    from generate_series(
      ${from}::timestamp, ${to}::timestamp - interval '1 day', interval '1 day') as night
    left join binding on night >= from_day and night < to_day + rests
    group by night order by night`.execute(database);
  return rows;
};
