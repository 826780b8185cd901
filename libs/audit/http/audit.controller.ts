import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
} from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { definePolicy } from '@talentloop/access';
import { Allow, invalidInput, notFound } from '@talentloop/http';
import { streamOf } from '@talentloop/event-sourcing';
import type { AuditedCategory } from '../audited-category';
import { type History, history } from '../history';
import { type JourneyNode, journeyTree } from '../journey-tree';
import type { Moment } from '../moment';
import { type StateAt, stateAt } from '../state-at';
import { type Verification, verifyLog, verifyStream } from '../verify';
import { askOthers } from './ask-others';
import { HistoryView, JourneyView, StateAtView, VerificationView } from './audit-views';
import { JourneyQuery, StateAtQuery, VerifyDto } from './audit.dto';
import { AUDIT, type AuditedService, type AuditOptions } from './audited-services';

/** Auditors read everything here; no other role reads anything. */
const auditPolicy = definePolicy({ audit: { auditor: 'any' } });

interface Journey {
  readonly items: readonly JourneyNode[];
  readonly unavailable: readonly string[];
}

/**
 * How a resource came to be: histories, past states, journeys, and proof that the logs are whole.
 */
@ApiTags('audit')
@Controller('audit')
export class AuditController {
  constructor(@Inject(AUDIT) private readonly audit: AuditOptions) {}

  @Allow(auditPolicy.audit)
  @Get(':category/:id/history')
  @ApiOperation({ summary: 'Every event of a resource, oldest first, with what each changed' })
  @ApiOkResponse({ type: HistoryView })
  async history(@Param('category') name: string, @Param('id') id: string): Promise<History> {
    const { service, category } = this.categoryNamed(name) ?? nothing();
    return (await history(service, category, id)) ?? nothing();
  }

  @Allow(auditPolicy.audit)
  @Get(':category/:id/state')
  @ApiOperation({ summary: 'A resource as it was recorded at an instant, or at a revision' })
  @ApiOkResponse({ type: StateAtView })
  async state(
    @Param('category') name: string,
    @Param('id') id: string,
    @Query() query: StateAtQuery,
  ): Promise<StateAt> {
    const moment = momentOf(query);
    const { service, category } = this.categoryNamed(name) ?? nothing();
    return (await stateAt(service, category, id, moment)) ?? nothing();
  }

  @Allow(auditPolicy.audit)
  @Get('correlations/:id')
  @ApiOperation({ summary: 'A whole journey across services, as a tree of cause and effect' })
  @ApiOkResponse({ type: JourneyView })
  async correlation(
    @Param('id') id: string,
    @Query() { scope }: JourneyQuery,
    @Headers('authorization') token: string,
  ): Promise<Journey> {
    const { services, others } = this.audit;
    const [asked, ...own] = await Promise.all([
      askOthers(scope === 'own' ? [] : others, id.toLowerCase(), token),
      ...services.map(({ findJourney }) => findJourney(id.toLowerCase())),
    ]);
    const { unavailable } = asked;
    const items = journeyTree([...own.flat(), ...asked.items]);
    // A service that did not answer may know the journey. Only if all answered can this say that
    // there is none.
    return items.length > 0 || unavailable.length > 0 ? { items, unavailable } : nothing();
  }

  @Allow(auditPolicy.audit)
  @Post('verify')
  @HttpCode(200)
  @ApiOperation({ summary: 'Recompute every hash and chain, and name the first flaw' })
  @ApiOkResponse({ type: VerificationView })
  async verify(@Body() { category: name, id }: VerifyDto): Promise<Verification> {
    if (name === undefined) {
      if (id !== undefined) throw invalidInput({ pointer: '/id', message: 'needs a category' });
      return this.verifyAll();
    }
    const known = this.categoryNamed(name);
    if (!known) throw invalidInput({ pointer: '/category', message: 'is not a category here' });
    const { service, category } = known;
    if (id === undefined) {
      const { gapless, furthest, store } = service;
      const about = { category: category.category, gapless, furthest };
      return verifyLog(service.service, store, about);
    }
    const stream = streamOf(category.category, id);
    return (await verifyStream(service.service, service.store, stream)) ?? nothing();
  }

  private async verifyAll(): Promise<Verification> {
    let whole: Verification = { events: 0, ok: true };
    for (const { service, store, gapless, furthest } of this.audit.services) {
      const { events, ok, firstBroken } = await verifyLog(service, store, { gapless, furthest });
      const broken = whole.firstBroken ?? firstBroken;
      whole = {
        events: whole.events + events,
        ok: whole.ok && ok,
        ...(broken && { firstBroken: broken }),
      };
    }
    return whole;
  }

  private categoryNamed(
    name: string,
  ): { service: AuditedService; category: AuditedCategory } | undefined {
    for (const service of this.audit.services) {
      const category = service.categories.find((each) => each.name === name);
      if (category) return { service, category };
    }
    return undefined;
  }
}

const nothing = (): never => {
  throw notFound();
};

const momentOf = ({ at, revision, corrected = false }: StateAtQuery): Moment => {
  if (at !== undefined && revision === undefined) return { at, corrected };
  if (revision !== undefined && at === undefined && !corrected) return { revision };
  throw invalidInput({
    pointer: revision === undefined ? '/at' : '/revision',
    message: 'give either `at`, with `corrected` if wanted, or `revision`',
  });
};
