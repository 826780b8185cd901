import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { definePolicy, type Filter, sees, type Subject } from '@talentloop/access';
import { Decisions, derivedId, type Loaded } from '@talentloop/event-sourcing';
import {
  Allow,
  allowedActions,
  type Answer,
  Asked,
  By,
  Choice,
  CommandRunner,
  type CommandRequest,
  created,
  DECISIONS,
  Id,
  ListQuery,
  Lists,
  notFound,
  type Page,
  Reads,
  type RefusalProblems,
  resource,
  Text,
  Visible,
} from '../index';
import { actionsFor, thing, type ThingRejection, type ThingState } from './thing';

/** Action × role × relation: who never may is 403, whose resource it is not is 404. */
export const policy = definePolicy({
  add: { caseworker: 'centre' },
  read: { caseworker: 'centre', 'housing-officer': 'any', auditor: 'any' },
  rename: { caseworker: 'centre', 'housing-officer': 'any' },
  scrap: { supervisor: 'centre' },
});

/** http/problems.ts: total, so that a refusal code without a title does not compile. */
export const problems: RefusalProblems<ThingRejection> = {
  'already-scrapped': {
    title: { en: 'It was scrapped', 'zh-Hant': '已報廢', 'zh-Hans': '已报废' },
  },
  'not-added': {
    title: { en: 'There is no such thing', 'zh-Hant': '不存在', 'zh-Hans': '不存在' },
  },
};

export class NameThing {
  @Text({ max: 100 }) readonly name!: string;
}

export class ThingsQuery extends ListQuery {
  @Choice(['kept', 'scrapped'], { optional: true }) readonly status?: 'kept' | 'scrapped';
}

export class ThingView {
  @Id() readonly id!: string;
  @Text() readonly name!: string;
}

export interface ThingRow {
  readonly id: string;
  readonly name: string;
  readonly centre: string;
  readonly createdAt: string;
}

/** A view: the state as callers see it, with the actions that this caller may take now. */
const viewOf = ({ id, state, ...at }: Loaded<ThingState>, subject: Subject) => ({
  ...{ id, ...state, revision: at.revision, createdAt: at.createdAt, updatedAt: at.updatedAt },
  correlationId: at.correlationId,
  allowedActions: allowedActions(actionsFor(state), {
    ...{ subject, policy, scope: scopeOf(state), href: `/things/${id}` },
  }),
});

const scopeOf = (state: ThingState) => (state.status === 'none' ? {} : { centre: state.centre });

@ApiTags('things')
@Controller('things')
export class ThingsController {
  constructor(
    private readonly runner: CommandRunner,
    private readonly lists: Lists,
    @Inject(DECISIONS) private readonly decisions: Decisions,
  ) {}

  @Allow(policy.add)
  @Post()
  add(@Asked() asked: CommandRequest, @Body() { name }: NameThing): Promise<Answer> {
    const id = derivedId(asked.commandId, 'thing');
    const data = { name, centre: asked.subject.centre ?? '' };
    return this.runner.run(asked, {
      work: (context) => this.decisions.execute(thing, id, { type: 'AddThing', data }, context),
      answer: (receipt) => created(`/things/${id}`, receipt),
    });
  }

  @Allow(policy.rename)
  @Post(':id/rename')
  rename(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Body() data: NameThing,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    return this.runner.run(asked, {
      visible: () => this.found(id, visible),
      work: (context) => this.decisions.execute(thing, id, { type: 'RenameThing', data }, context),
    });
  }

  @Allow(policy.scrap)
  @Post(':id/scrap')
  scrap(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    return this.runner.run(asked, {
      visible: () => this.found(id, visible),
      work: (context) =>
        this.decisions.execute(thing, id, { type: 'ScrapThing', data: {} }, context),
    });
  }

  @Allow(policy.read)
  @Get(':id')
  @ApiOkResponse({ type: ThingView })
  async one(
    @Param('id') id: string,
    @By() subject: Subject,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    return resource(viewOf(await this.found(id, visible), subject));
  }

  @Allow(policy.read)
  @Reads('thing_list')
  @Get()
  list(@Query() ask: ThingsQuery, @Visible() visible: Filter): Promise<Page<ThingRow>> {
    return this.lists.page('thing_list', ask, {
      ...{ visible, scope: { centre: 'centre' }, where: { status: ask.status } },
    });
  }

  private async found(id: string, visible: Filter): Promise<Loaded<ThingState>> {
    const loaded = await this.decisions.load(thing, id);
    if (!loaded || !sees(visible, scopeOf(loaded.state))) throw notFound();
    return loaded;
  }
}
