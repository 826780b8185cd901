import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Filter } from '@talentloop/access';
import { Allow, Lists, type Page, Reads, Visible } from '@talentloop/http';
import { type SponsorRow, sponsors as sponsorList } from '../projections/sponsors/sponsors';
import { SponsorsQuery } from './sponsor.dto';
import { SponsorsView } from './sponsor.view.dto';
import { sponsors } from './sponsor.resource';

/** The companies that are known. */
@ApiTags('sponsors')
@Controller('sponsors')
export class SponsorsController {
  constructor(private readonly lists: Lists) {}

  @Allow(sponsors.read)
  @Reads('sponsors')
  @Get()
  @ApiOkResponse({ type: SponsorsView })
  list(@Query() ask: SponsorsQuery, @Visible() visible: Filter): Promise<Page<SponsorRow>> {
    const { sector, origin } = ask;
    return this.lists.page(sponsorList, ask, { visible, scope: {}, where: { sector, origin } });
  }
}
