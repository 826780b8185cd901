import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Filter, sees } from '@talentloop/access';
import { derivedId } from '@talentloop/event-sourcing';
import {
  Allow,
  type Answer,
  RequestedCommand,
  type CommandRequest,
  InjectResource,
  Lists,
  On,
  type Page,
  problem,
  Reads,
  type ResourceRequest,
  type Shown,
  Visible,
} from '@talentloop/http';
import { type TalentRow, talents as talentList } from '../projections/talents/talents';
import { nameContains } from '../projections/talents/talents.queries';
import { talentPolicy } from './policy';
import { assertSponsor, type Sponsors, sponsors } from './sponsor.resource';
import { changesOf, registrationOf } from './talent.data';
import { DetailsBody, RegisterTalentBody, TalentsQuery } from './talent.dto';
import { type Talents, talents } from './talent.resource';
import { TalentsView } from './talent.view.dto';

/** A row without what only the search needs. */
const itemOf = ({ searchName: _, ...item }: Shown<TalentRow>) => item;

/** Making a person known, listing people, and changing a draft, which may name a company. */
@ApiTags('talents')
@Controller('talents')
export class TalentsController {
  constructor(
    @InjectResource(talents) private readonly talents: Talents,
    @InjectResource(sponsors) private readonly sponsors: Sponsors,
    private readonly lists: Lists,
  ) {}

  @Allow(talentPolicy.register)
  @Post()
  async register(
    @RequestedCommand() request: CommandRequest,
    @Body() body: RegisterTalentBody,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    const { client } = request.actor;
    const { centre, reference, sponsorId } = body;
    if (!sees(visible, { centre, client })) throw problem('forbidden');
    await assertSponsor(this.sponsors, sponsorId);
    // The same reference leads to the same person, whatever the key of the request.
    const id =
      reference === undefined
        ? derivedId(request.commandId, 'talent')
        : derivedId('talent', client ?? `centre:${centre}`, reference);
    const data = registrationOf(body, id, client);
    return this.talents.create(request, id, { type: 'RegisterTalent', data });
  }

  @Allow(talents.read)
  @Reads('talents')
  @Get()
  @ApiOkResponse({ type: TalentsView })
  async list(@Query() ask: TalentsQuery, @Visible() visible: Filter): Promise<Page<object>> {
    const { status, centre, reference, ids, q } = ask;
    const page = await this.lists.page(talentList, ask, {
      visible,
      scope: { centre: 'centre', client: 'client', talentId: 'key' },
      where: { status, centre, reference, key: ids },
      also: q === undefined ? [] : [nameContains(q)],
    });
    return { ...page, items: page.items.map(itemOf) };
  }

  @Allow(talents.rules.details)
  @Post(':id/details')
  async details(@On() on: ResourceRequest, @Body() body: DetailsBody): Promise<Answer> {
    await this.talents.get(on);
    await assertSponsor(this.sponsors, body.sponsorId);
    const changes = changesOf(body, on.commandId);
    return this.talents.give(on, { type: 'UpdateDetails', data: { changes } });
  }
}
