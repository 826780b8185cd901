import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Clock } from '@talentloop/event-sourcing';
import { Allow, CLOCK, Lists, Reads } from '@talentloop/http';
import { isFree } from '../domain/matching/matching';
import { readOccupancy } from '../projections/occupancy/occupancy.queries';
import type { UnitRow } from '../projections/units/units';
import { readUnits } from '../projections/units/units.queries';
import { AsOf } from './as-of';
import { AvailabilityQuery, OccupancyQuery } from './dto/housing.dto';
import { AvailabilityView, AvailableUnit, OccupancyView } from './dto/housing-views.dto';
import { asNights } from './nights';
import { housingPolicy } from './policy';

const LIMIT = 200;

/** Questions about nights rather than about one unit. */
@ApiTags('housing')
@Controller()
export class NightsController {
  constructor(
    private readonly lists: Lists,
    private readonly asOf: AsOf,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Units that are free for all of these nights; only the unit itself can promise one. */
  @Allow(housingPolicy['read-calendar'])
  @Reads('units')
  @Get('availability')
  @ApiOkResponse({ type: AvailabilityView })
  async availability(@Query() ask: AvailabilityQuery): Promise<AvailabilityView> {
    const { kind, guests, limit = LIMIT } = ask;
    const nights = asNights(ask);
    const at = this.clock.now();
    const units = await readUnits(this.lists.database, {
      ...(kind !== undefined && { kind }),
      ...(guests !== undefined && { sleeps: guests }),
    });
    const free = units.filter((unit) => isFree(nights, unit, at));
    return { items: free.slice(0, limit).map(availableOf) };
  }

  /** What the units are, night by night, now or as it was known at a moment. */
  @Allow(housingPolicy['read-calendar'])
  @Reads('occupancy')
  @Get('occupancy')
  @ApiOkResponse({ type: OccupancyView })
  async occupancy(@Query() ask: OccupancyQuery): Promise<OccupancyView> {
    const { kind, asOf } = ask;
    const { from, to } = asNights(ask);
    const nights = await readOccupancy(this.lists.database, {
      ...{ from, to, at: asOf ?? this.clock.now() },
      ...(kind !== undefined && { kind }),
      ...(asOf !== undefined && { asOf: await this.asOf.position('occupancy', asOf) }),
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
