import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Filter } from '@talentloop/access';
import { type Clock, type Decisions, derivedId, isErased } from '@talentloop/event-sourcing';
import {
  Allow,
  type Answer,
  RequestedCommand,
  CLOCK,
  type CommandRequest,
  DECISIONS,
  InjectResource,
  InLanguage,
  Lists,
  type Page,
  Reads,
  Visible,
} from '@talentloop/http';
import type { Language } from '@talentloop/locale';
import type { RequestCommandData } from '../domain/accommodation-request/commands';
import type { KnownTalent } from '../domain/known-talent/state';
import { matchUnits } from '../domain/matching/matching';
import {
  accommodationRequests,
  type RequestRow,
} from '../projections/accommodation-requests/accommodation-requests';
import { units } from '../projections/units/units';
import { readUnits } from '../projections/units/units.queries';
import { AccommodationRequestRequest, RequestsQuery } from './accommodation-request.dto';
import { type Requests, requests } from './accommodation-request.resource';
import { RequestPage } from './accommodation-request.view.dto';
import { getKnownTalent } from './known-talent';
import { matchInWords, missInWords } from './match-reasons';
import { MatchesView } from './matches.view.dto';
import { policy } from './policy';

const MISSES_MAX = 200;

/** Making a request, listing them, and which units would do for one. */
@ApiTags('accommodation requests')
@Controller('accommodation-requests')
export class AccommodationRequestsController {
  constructor(
    @InjectResource(requests) private readonly requests: Requests,
    private readonly lists: Lists,
    @Inject(DECISIONS) private readonly decisions: Decisions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Allow(policy['request-accommodation'])
  @Post()
  async request(
    @RequestedCommand() request: CommandRequest,
    @Body() body: AccommodationRequestRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    const talent = await getKnownTalent(this.decisions, body.talentId, visible);
    const requestId = derivedId(request.commandId, 'accommodation request');
    const data = wanted(requestId, talent.state, body);
    const command = { type: 'RequestAccommodation', data } as const;
    return this.requests.create(request, requestId, command, talent.correlationId);
  }

  @Allow(requests.read)
  @Reads('accommodation_requests')
  @Get()
  @ApiOkResponse({ type: RequestPage })
  list(@Query() ask: RequestsQuery, @Visible() visible: Filter): Promise<Page<RequestRow>> {
    const { status, talentId, kind, centre } = ask;
    return this.lists.page(accommodationRequests, ask, {
      visible,
      scope: { centre: 'centre', client: 'client', talentId: 'talentId' },
      where: { status, talentId: talentId?.toLowerCase(), kind, centre },
    });
  }

  /** Units ranked with the reasons, and those that would nearly do with what is in the way. */
  @Allow(policy.matches)
  @Reads('units')
  @Get(':id/matches')
  @ApiOkResponse({ type: MatchesView })
  async matches(
    @Param('id') id: string,
    @Visible() visible: Filter,
    @InLanguage() language: Language,
  ): Promise<MatchesView> {
    const { state } = await this.requests.get({ id, visible });
    const { preferences, ...wish } = state;
    const candidates = await readUnits(this.lists.database, await this.lists.rows(units));
    const liked = preferences === undefined || isErased(preferences) ? {} : { preferences };
    const at = this.clock.now();
    const { matches, nearMisses } = matchUnits({ ...wish, ...liked }, candidates, at);
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
  talent: KnownTalent,
  { preferences, budget, kind, from, to, guests }: AccommodationRequestRequest,
): RequestCommandData['RequestAccommodation'] => {
  const { talentId, centre, client, origin, scheme, sponsorId, status } = talent;
  return {
    requestId,
    talentId,
    centre,
    kind,
    from,
    to,
    guests,
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
