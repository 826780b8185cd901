import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Clock } from '@talentloop/event-sourcing';
import { Allow, CLOCK, Lists, Reads } from '@talentloop/http';
import { isFree } from '../domain/matching/matching';
import { occupancy } from '../projections/occupancy/occupancy';
import { readOccupancy } from '../projections/occupancy/occupancy.queries';
import { type UnitRow, units as unitList } from '../projections/units/units';
import { readUnits } from '../projections/units/units.queries';
import { AvailabilityQuery, OccupancyQuery } from './nights.dto';
import { AvailabilityView, AvailableUnit, OccupancyView } from './nights.view.dto';
import { policy } from './policy';

const LIMIT = 200;

/** Questions about nights rather than about one unit. */
@ApiTags('housing')
@Controller()
export class NightsController {
  constructor(
    private readonly lists: Lists,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Units that are free for all of these nights; only the unit itself can promise one. */
  @Allow(policy['read-nights'])
  @Reads('units')
  @Get('availability')
  @ApiOkResponse({ type: AvailabilityView })
  async availability(@Query() ask: AvailabilityQuery): Promise<AvailabilityView> {
    const { from, to, kind, guests, limit = LIMIT } = ask;
    const at = this.clock.now();
    const units = await readUnits(this.lists.database, await this.lists.rows(unitList), {
      ...(kind !== undefined && { kind }),
      ...(guests !== undefined && { sleeps: guests }),
    });
    const free = units.filter((unit) => isFree({ from, to }, unit, at));
    return { items: free.slice(0, limit).map(availableOf) };
  }

  /** What the units are, night by night, now or as it was known at a moment. */
  @Allow(policy['read-nights'])
  @Reads('occupancy')
  @Get('occupancy')
  @ApiOkResponse({ type: OccupancyView })
  async occupancy(@Query() ask: OccupancyQuery): Promise<OccupancyView> {
    const { from, to, kind, asOf } = ask;
    const rows = await this.lists.rows(occupancy, asOf);
    const nights = await readOccupancy(this.lists.database, rows, {
      from,
      to,
      at: asOf ?? this.clock.now(),
      ...(kind !== undefined && { kind }),
    });
    return {
      nights: nights.map((night) => ({
        ...night,
        free: night.units - night.held - night.booked - night.outOfService - night.turnaround,
      })),
    };
  }
}

const availableOf = (row: UnitRow): AvailableUnit => {
  const { id, propertyId, kind, side, label, bedrooms, sleeps, features, nightlyRate } = row;
  return { unitId: id, propertyId, kind, side, label, bedrooms, sleeps, features, nightlyRate };
};
