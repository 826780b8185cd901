import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Filter, sees } from '@talentloop/access';
import { type Decisions, derivedId, type Loaded } from '@talentloop/event-sourcing';
import {
  Allow,
  type Answer,
  RequestedCommand,
  type CommandRequest,
  CommandRunner,
  created,
  DECISIONS,
  InjectResource,
  Lists,
  notFound,
  On,
  type Page,
  Reads,
  type ResourceRequest,
  Visible,
} from '@talentloop/http';
import { OpenNumberedCase } from '../application/open-numbered-case';
import { knownTalent } from '../domain/known-talent/known-talent';
import type { KnownTalent } from '../domain/known-talent/state';
import { cases as caseList } from '../projections/cases/cases';
import { CasesQuery, MergeRequest, OpenCaseRequest } from './case.dto';
import { type Cases, cases } from './case.resource';
import { CaseItem, CasePage } from './case.view.dto';
import { policy } from './policy';

/** What is more than a plain command: opening a case, listing them, and merging two. */
@ApiTags('cases')
@Controller('cases')
export class CasesController {
  constructor(
    @InjectResource(cases) private readonly cases: Cases,
    @Inject(DECISIONS) private readonly decisions: Decisions,
    private readonly runner: CommandRunner,
    private readonly lists: Lists,
    private readonly openNumberedCase: OpenNumberedCase,
  ) {}

  /** Opens a case at the caller's own centre, for a talent that is known here or for nobody yet. */
  @Allow(policy.open)
  @Post()
  async open(
    @RequestedCommand() request: CommandRequest,
    @Body() { talentId, priority = 'normal', ...about }: OpenCaseRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    if (!sees(visible, { centre: about.centre })) throw notFound();
    const talent = talentId === undefined ? undefined : await this.getTalent(talentId, visible);
    const { identity } = talent?.state ?? {};
    const opening = {
      ...about,
      priority,
      ...(identity && { talentId: identity.talentId }),
      ...(identity?.client !== undefined && { client: identity.client }),
    };
    const caseId = derivedId(request.commandId, 'case');
    const correlationId =
      request.correlationId ?? talent?.correlationId ?? derivedId(request.commandId, 'correlation');
    return this.runner.run(request, {
      steps: true,
      // If-Match is about a case that is there; a register's revision is nobody's to name.
      work: ({ commandId, actor }) =>
        this.openNumberedCase.execute(caseId, opening, { commandId, actor, correlationId }),
      answer: (receipt) => created(`/cases/${caseId}`, receipt),
    });
  }

  /** Merges the case into another one that the caller sees. */
  @Allow(cases.rules.merge)
  @Post(':id/merge')
  async merge(@On() on: ResourceRequest, @Body() { into }: MergeRequest): Promise<Answer> {
    const { id: caseId, state } = await this.cases.get({ id: into, visible: on.visible });
    const { number, talentId } = state.file;
    const target = {
      caseId,
      number,
      status: state.status,
      ...(talentId !== undefined && { talentId }),
    };
    return this.cases.give(on, { type: 'MergeCase', data: { into: target } });
  }

  @Allow(cases.read)
  @Reads('cases')
  @Get()
  @ApiOkResponse({ type: CasePage })
  async list(@Query() ask: CasesQuery, @Visible() visible: Filter): Promise<Page<CaseItem>> {
    const { status, assignee, centre, type, overdue, talentId, number } = ask;
    const { items, ...page } = await this.lists.page(caseList, ask, {
      visible,
      scope: { centres: 'visibleTo', client: 'client', talentId: 'talentId' },
      where: {
        status,
        assignee,
        centre,
        type,
        overdue,
        number,
        talentId: talentId?.toLowerCase(),
      },
    });
    return { items: items.map(({ visibleTo: _, before: __, ...item }) => item), ...page };
  }

  /** What is known of a talent. @throws Problem 404: not heard of yet, or another centre's. */
  private async getTalent(talentId: string, visible: Filter): Promise<Loaded<KnownTalent>> {
    const loaded = await this.decisions.load(knownTalent, talentId.toLowerCase());
    if (!loaded?.state.known || !sees(visible, loaded.state.identity)) throw notFound();
    return { ...loaded, state: loaded.state };
  }
}
