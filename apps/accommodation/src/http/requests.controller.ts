import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Filter, Subject } from '@talentloop/access';
import { type Clock, derivedId, isErased, type Loaded } from '@talentloop/event-sourcing';
import {
  Allow,
  type Answer,
  Asked,
  By,
  CLOCK,
  type CommandRequest,
  CommandRunner,
  created,
  Lists,
  type Page,
  Reads,
  resource,
  Visible,
  InLanguage,
} from '@talentloop/http';
import type { Language } from '@talentloop/locale';
import { ExecuteRequestCommand } from '../application/execute-request-command';
import type { RequestCommand, RequestCommandData } from '../domain/accommodation-request/commands';
import type { KnownTalent } from '../domain/known-talent/state';
import { matchUnits } from '../domain/matching/matching';
import type { RequestRow } from '../projections/accommodation-requests/accommodation-requests';
import { readUnits } from '../projections/units/units.queries';
import { AccommodationRequestRequest, RequestsQuery } from './dto/request.dto';
import { MatchesView, RequestPage, RequestView } from './dto/request-views.dto';
import { Finder } from './finder';
import { inOrder } from './nights';
import { requestPolicy } from './policy';
import { matchInWords, missInWords } from './views/reasons';
import { requestView } from './views/request-view';

const MISSES_MAX = 200;

/** What talents ask for: making a request, reading it, and which units would do. */
@ApiTags('accommodation requests')
@Controller('accommodation-requests')
export class RequestsController {
  constructor(
    private readonly runner: CommandRunner,
    private readonly bus: CommandBus,
    private readonly lists: Lists,
    private readonly finder: Finder,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Allow(requestPolicy.request)
  @Post()
  async request(
    @Asked() asked: CommandRequest,
    @Body() body: AccommodationRequestRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    inOrder(body);
    const talent = await this.finder.getTalent(body.talentId, visible);
    const requestId = derivedId(asked.commandId, 'accommodation request');
    const command: RequestCommand = {
      type: 'RequestAccommodation',
      data: wanted(requestId, talent, body),
    };
    const { correlationId } = talent;
    return this.runner.run(asked, {
      work: (context) =>
        this.bus.execute(
          new ExecuteRequestCommand(requestId, command, { correlationId, ...context }),
        ),
      answer: (receipt) => created(`/accommodation-requests/${requestId}`, receipt),
    });
  }

  @Allow(requestPolicy.read)
  @Get(':id')
  @ApiOkResponse({ type: RequestView })
  async one(
    @Param('id') id: string,
    @By() subject: Subject,
    @Visible() visible: Filter,
    @InLanguage() language: Language,
  ): Promise<Answer> {
    const found = await this.finder.getRequest(id, visible);
    return resource(requestView(found, { subject, at: this.clock.now(), language }));
  }

  @Allow(requestPolicy.read)
  @Reads('accommodation_requests')
  @Get()
  @ApiOkResponse({ type: RequestPage })
  list(@Query() ask: RequestsQuery, @Visible() visible: Filter): Promise<Page<RequestRow>> {
    const { status, talentId, kind, centre } = ask;
    return this.lists.page('accommodation_requests', ask, {
      visible,
      scope: { centre: 'centre', client: 'client', talentId: 'talent_id' },
      where: { status, talent_id: talentId?.toLowerCase(), kind, centre },
    });
  }

  /** Units ranked with the reasons, and those that would nearly do with what is in the way. */
  @Allow(requestPolicy.matches)
  @Reads('units')
  @Get(':id/matches')
  @ApiOkResponse({ type: MatchesView })
  async matches(
    @Param('id') id: string,
    @Visible() visible: Filter,
    @InLanguage() language: Language,
  ): Promise<MatchesView> {
    const { state } = await this.finder.getRequest(id, visible);
    const { preferences, ...wish } = state;
    const units = await readUnits(this.lists.database);
    const liked = preferences === undefined || isErased(preferences) ? {} : { preferences };
    const { matches, nearMisses } = matchUnits({ ...wish, ...liked }, units, this.clock.now());
    return {
      items: matches.map(({ unitId, rank, reasons }) => ({
        unitId,
        rank,
        reasons: reasons.map((why) => matchInWords(why, language)),
      })),
      nearMisses: nearMisses.slice(0, MISSES_MAX).map(({ unitId, reasons }) => ({
        unitId,
        reasons: reasons.map((why) => missInWords(why, language)),
      })),
    };
  }
}

const wanted = (
  requestId: string,
  { state }: Loaded<KnownTalent>,
  { preferences, budget, kind, from, to, guests }: AccommodationRequestRequest,
): RequestCommandData['RequestAccommodation'] => {
  const { talentId, centre, client, origin, scheme, sponsorId, status } = state;
  return {
    ...{ requestId, talentId, centre, kind, from, to, guests },
    ...(client !== undefined && { client }),
    ...(budget && { budget: { amount: budget.amount, currency: budget.currency } }),
    ...(preferences && { preferences: { ...preferences } }),
    talent: {
      origin,
      ...(scheme !== undefined && { scheme }),
      sponsored: sponsorId !== undefined,
    },
    talentHasLeft: status === 'left',
  };
};
