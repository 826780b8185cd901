import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Filter, Subject } from '@talentloop/access';
import { derivedId } from '@talentloop/event-sourcing';
import {
  Allow,
  type Answer,
  Asked,
  By,
  type CommandRequest,
  CommandRunner,
  created,
  Lists,
  type Page,
  Reads,
  resource,
  Visible,
} from '@talentloop/http';
import { ExecuteSponsorCommand } from '../application/execute-sponsor-command';
import type { SponsorRow } from '../projections/sponsors/sponsors';
import { QuotaBody, RegisterSponsorBody, SponsorsQuery } from './dto/sponsor.dto';
import { SponsorsView, SponsorView } from './dto/sponsor-view.dto';
import { sponsorPolicy as policy } from './policy';
import { sponsorView } from './sponsor-view';
import { Sponsors } from './sponsors';

/** Tenant companies that sponsor people, and the places they hold. */
@ApiTags('sponsors')
@Controller('sponsors')
export class SponsorsController {
  constructor(
    private readonly sponsors: Sponsors,
    private readonly bus: CommandBus,
    private readonly runner: CommandRunner,
    private readonly lists: Lists,
  ) {}

  @Allow(policy.register)
  @Post()
  register(@Asked() asked: CommandRequest, @Body() body: RegisterSponsorBody): Promise<Answer> {
    const id = derivedId(asked.commandId, 'sponsor');
    const data = { sponsorId: id, ...body };
    return this.runner.run(asked, {
      work: (context) =>
        this.bus.execute(new ExecuteSponsorCommand(id, { type: 'RegisterSponsor', data }, context)),
      answer: (receipt) => created(`/sponsors/${id}`, receipt),
    });
  }

  @Allow(policy.read)
  @Get(':id')
  @ApiOkResponse({ type: SponsorView })
  async one(@Param('id') id: string, @By() subject: Subject): Promise<Answer> {
    return resource(sponsorView(await this.sponsors.found(id), subject));
  }

  @Allow(policy.read)
  @Reads('sponsors')
  @Get()
  @ApiOkResponse({ type: SponsorsView })
  list(@Query() ask: SponsorsQuery, @Visible() visible: Filter): Promise<Page<SponsorRow>> {
    const { sector, origin } = ask;
    return this.lists.page<SponsorRow>('sponsors', ask, {
      visible,
      scope: {},
      where: { sector, origin },
    });
  }

  @Allow(policy.quota)
  @Post(':id/quota')
  quota(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Body() body: QuotaBody,
  ): Promise<Answer> {
    const data = { ...body };
    return this.runner.run(asked, {
      visible: () => this.sponsors.found(id),
      work: (context) =>
        this.bus.execute(new ExecuteSponsorCommand(id, { type: 'GrantQuota', data }, context)),
    });
  }
}
