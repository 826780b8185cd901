import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Filter, sees, type Subject } from '@talentloop/access';
import { type Clock, derivedId } from '@talentloop/event-sourcing';
import {
  Allow,
  type Answer,
  Asked,
  By,
  CLOCK,
  type CommandRequest,
  CommandRunner,
  created,
  done,
  InjectResource,
  InLanguage,
  type Language,
  Lists,
  type Page,
  problem,
  Reads,
  resource,
  Visible,
} from '@talentloop/http';
import type { TalentRow } from '../projections/talents/talents';
import { nameContains } from '../projections/talents/talents.queries';
import { changesOf, registrationOf } from './asked-details';
import { DetailsBody } from './dto/details.dto';
import { RegisterTalentBody } from './dto/register-talent.dto';
import { TalentsView, TalentView } from './dto/talent-view.dto';
import { TalentsQuery } from './dto/talents-query.dto';
import { talentPolicy as policy } from './policy';
import { assertSponsor, type Sponsors, sponsors } from './sponsor.resource';
import { talentView } from './talent-view';
import { Talents } from './talents';

/** What only the list itself needs of a row. */
const itemOf = ({ searchName: _, ...item }: TalentRow) => item;

@ApiTags('talents')
@Controller('talents')
export class TalentsController {
  constructor(
    private readonly talents: Talents,
    @InjectResource(sponsors) private readonly sponsors: Sponsors,
    private readonly runner: CommandRunner,
    private readonly lists: Lists,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Allow(policy.register)
  @Post()
  register(
    @Asked() asked: CommandRequest,
    @Body() body: RegisterTalentBody,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    const { client } = asked.actor;
    if (!sees(visible, { centre: body.centre, client })) throw problem('forbidden');
    // The same reference leads to the same person, whatever the key of the request.
    const id =
      body.reference === undefined
        ? derivedId(asked.commandId, 'talent')
        : derivedId('talent', client ?? `centre:${body.centre}`, body.reference);
    const data = registrationOf(body, id, client);
    return this.runner.run(asked, {
      visible: () => assertSponsor(this.sponsors, body.sponsorId),
      work: (context) => this.talents.execute(id, { type: 'RegisterTalent', data }, context),
      answer: (receipt) => (receipt.changed ? created(`/talents/${id}`, receipt) : done(receipt)),
    });
  }

  @Allow(policy.read)
  @Get(':id')
  @ApiOkResponse({ type: TalentView })
  async one(
    @Param('id') id: string,
    @By() subject: Subject,
    @Visible() visible: Filter,
    @InLanguage() language: Language,
  ): Promise<Answer> {
    const loaded = await this.talents.found(id, visible);
    const at = this.clock.now();
    return resource(talentView(loaded, { subject, at, language }));
  }

  @Allow(policy.read)
  @Reads('talents')
  @Get()
  @ApiOkResponse({ type: TalentsView })
  async list(@Query() ask: TalentsQuery, @Visible() visible: Filter): Promise<Page<object>> {
    const { status, centre, reference, ids, q } = ask;
    const page = await this.lists.page<TalentRow>('talents', ask, {
      visible,
      scope: { centre: 'centre', client: 'client', talentId: 'key' },
      where: { status, centre, reference, key: ids },
      also: q === undefined ? [] : [nameContains(q)],
    });
    return { ...page, items: page.items.map(itemOf) };
  }

  @Allow(policy.details)
  @Post(':id/details')
  details(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Body() body: DetailsBody,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    const changes = changesOf(body, asked.commandId);
    return this.runner.run(asked, {
      visible: async () => {
        await this.talents.found(id, visible);
        await assertSponsor(this.sponsors, body.sponsorId);
      },
      work: (context) =>
        this.talents.execute(id, { type: 'UpdateDetails', data: { changes } }, context),
    });
  }
}
