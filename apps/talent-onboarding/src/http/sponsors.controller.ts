import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Filter } from '@talentloop/access';
import { derivedId } from '@talentloop/event-sourcing';
import {
  Allow,
  type Answer,
  Asked,
  type CommandRequest,
  InjectResource,
  Lists,
  type Page,
  Reads,
  Visible,
} from '@talentloop/http';
import { type SponsorRow, sponsors as sponsorList } from '../projections/sponsors/sponsors';
import { RegisterSponsorBody, SponsorsQuery } from './sponsor.dto';
import { SponsorsView } from './sponsor.view.dto';
import { sponsorPolicy } from './policy';
import { type Sponsors, sponsors } from './sponsor.resource';

/** Making a company known, and listing those that are. */
@ApiTags('sponsors')
@Controller('sponsors')
export class SponsorsController {
  constructor(
    @InjectResource(sponsors) private readonly sponsors: Sponsors,
    private readonly lists: Lists,
  ) {}

  @Allow(sponsorPolicy.register)
  @Post()
  register(@Asked() request: CommandRequest, @Body() body: RegisterSponsorBody): Promise<Answer> {
    const id = derivedId(request.commandId, 'sponsor');
    const data = { sponsorId: id, ...body };
    return this.sponsors.create(request, id, { type: 'RegisterSponsor', data });
  }

  @Allow(sponsors.read)
  @Reads('sponsors')
  @Get()
  @ApiOkResponse({ type: SponsorsView })
  list(@Query() ask: SponsorsQuery, @Visible() visible: Filter): Promise<Page<SponsorRow>> {
    const { sector, origin } = ask;
    return this.lists.page(sponsorList, ask, { visible, scope: {}, where: { sector, origin } });
  }
}
