import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Filter } from '@talentloop/access';
import type { Clock, Instant } from '@talentloop/event-sourcing';
import { Allow, CLOCK, Lists, type Page, Reads, Visible } from '@talentloop/http';
import { type UnitRow, units as unitList } from '../projections/units/units';
import { UnitsQuery } from './unit.dto';
import { units } from './unit.resource';
import { statusOf } from './unit.view';
import { UnitItem, UnitPage } from './unit.view.dto';

/** Listing units. */
@ApiTags('housing')
@Controller('units')
export class UnitsController {
  constructor(
    private readonly lists: Lists,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Allow(units.read)
  @Reads('units')
  @Get()
  @ApiOkResponse({ type: UnitPage })
  async list(@Query() ask: UnitsQuery, @Visible() visible: Filter): Promise<Page<UnitItem>> {
    const { propertyId, kind } = ask;
    const { items, ...page } = await this.lists.page(unitList, ask, {
      visible,
      scope: {},
      where: { propertyId: propertyId?.toLowerCase(), kind },
    });
    const at = this.clock.now();
    return { items: items.map((row) => itemOf(row, at)), ...page };
  }
}

const itemOf = ({ calendar, ...row }: UnitRow, at: Instant): UnitItem => ({
  ...row,
  status: statusOf(calendar, at),
});
