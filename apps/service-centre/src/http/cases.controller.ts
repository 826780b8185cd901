import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
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
  Lists,
  notFound,
  type Page,
  Reads,
  resource,
  Visible,
} from '@talentloop/http';
import { OpenNumberedCase } from '../application/open-numbered-case';
import type { CaseRow } from '../projections/cases/cases';
import { CaseFinder } from './case-finder';
import { CasesQuery, OpenCaseRequest } from './dto/case.dto';
import { CaseItem, CasePage, CaseView } from './dto/case-views.dto';
import { policy } from './policy';
import { shown } from './views/case-body';
import { caseView } from './views/case-view';

@ApiTags('cases')
@Controller('cases')
export class CasesController {
  constructor(
    private readonly runner: CommandRunner,
    private readonly bus: CommandBus,
    private readonly lists: Lists,
    private readonly finder: CaseFinder,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Opens a case at the caller's own centre, for a talent that is known here or for nobody yet. */
  @Allow(policy.open)
  @Post()
  async open(
    @Asked() asked: CommandRequest,
    @Body() body: OpenCaseRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    if (!sees(visible, { centre: body.centre })) throw notFound();
    const { talentId, priority = 'normal', ...about } = body;
    const talent =
      talentId === undefined ? undefined : await this.finder.getTalent(talentId, visible);
    const { identity } = talent?.state ?? {};
    const opening = {
      ...about,
      priority,
      ...(identity && { talentId: identity.talentId }),
      ...(identity?.client !== undefined && { client: identity.client }),
    };
    const caseId = derivedId(asked.commandId, 'case');
    const correlationId =
      asked.correlationId ?? talent?.correlationId ?? derivedId(asked.commandId, 'correlation');
    return this.runner.run(asked, {
      steps: true,
      // If-Match is about a case that is there; a register's revision is nobody's to name.
      work: ({ commandId, actor }) =>
        this.bus.execute(
          new OpenNumberedCase(caseId, opening, { commandId, actor, correlationId }),
        ),
      answer: (receipt) => created(`/cases/${caseId}`, receipt),
    });
  }

  @Allow(policy.read)
  @Get(':id')
  @ApiOkResponse({ type: CaseView })
  async one(
    @Param('id') id: string,
    @By() subject: Subject,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    const found = await this.finder.get(id, visible);
    return resource(caseView(found, subject, this.clock.now()));
  }

  @Allow(policy.read)
  @Reads('cases')
  @Get()
  @ApiOkResponse({ type: CasePage })
  async list(@Query() ask: CasesQuery, @Visible() visible: Filter): Promise<Page<CaseItem>> {
    const { status, assignee, centre, type, overdue, talentId, number } = ask;
    const { items, ...page } = await this.lists.page<CaseRow>('cases', ask, {
      visible,
      scope: { centres: 'visible_to', client: 'client', talentId: 'talent_id' },
      where: {
        ...{ status, assignee, centre, type, overdue, number },
        talent_id: talentId?.toLowerCase(),
      },
    });
    return { items: items.map(itemOf), ...page };
  }
}

const itemOf = ({ visibleTo: _, before: __, ...row }: CaseRow): CaseItem => ({
  ...row,
  subject: shown(row.subject),
  description: row.description === null ? null : shown(row.description),
  explanation: row.explanation === null ? null : shown(row.explanation),
});
