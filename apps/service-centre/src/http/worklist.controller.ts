import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Filter } from '@talentloop/access';
import type { EventStore, Instant, Position } from '@talentloop/event-sourcing';
import {
  Allow,
  EVENT_STORE,
  invalidInput,
  Lists,
  problem,
  READ_MODEL_PROGRESS,
  type ReadModelProgress,
  Reads,
  Visible,
  InLanguage,
} from '@talentloop/http';
import type { Language } from '@talentloop/locale';
import type { WorklistRow } from '../projections/worklist/worklist';
import { readWorklist, type WorklistPlace } from '../projections/worklist/worklist.queries';
import { WorklistItem, WorklistPage, WorklistQuery } from './dto/worklist.dto';
import { policy } from './policy';
import { becauseIn } from './views/because';
import { shown } from './views/case-body';

const LIMIT = 50;
const WAIT_MS_MAX = 2_000;

@ApiTags('worklist')
@Controller('worklist')
export class WorklistController {
  constructor(
    private readonly lists: Lists,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(READ_MODEL_PROGRESS) private readonly progress: ReadModelProgress,
  ) {}

  /** What the caller's centre can act on, most urgent first, and why in this order. */
  @Allow(policy.worklist)
  @Reads('worklist')
  @Get()
  @ApiOkResponse({ type: WorklistPage })
  async list(
    @Query() { limit = LIMIT, cursor, asOf }: WorklistQuery,
    @Visible() visible: Filter,
    @InLanguage() language: Language,
  ): Promise<WorklistPage> {
    const rows = await readWorklist(this.lists.database, {
      visible,
      limit: limit + 1,
      ...(cursor !== undefined && { after: placeIn(cursor) }),
      ...(asOf !== undefined && { asOf: await this.positionAt(asOf) }),
    });
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map((row) => itemOf(row, language)),
      ...(rows.length > limit && last && { nextCursor: cursorBehind(last) }),
    };
  }

  /** Where the log was then; the table must have come as far, or its answer would be another one. */
  private async positionAt(asOf: Instant): Promise<Position> {
    const position = await this.store.positionAt(asOf);
    if (!(await this.progress.waitFor(['worklist'], position, WAIT_MS_MAX)))
      throw problem('unavailable', {
        detail: 'The worklist has not caught up with that time yet.',
      });
    return position;
  }
}

const itemOf = (
  { listed: _, visibleTo: __, rank: ___, because, subject, ...row }: WorklistRow,
  language: Language,
): WorklistItem => ({
  ...row,
  subject: shown(subject),
  because: becauseIn(language, because),
});

/** A cursor says a place only; what is seen from there is the caller's own worklist. */
const cursorBehind = ({ urgency, openedAt, id }: WorklistPlace): string =>
  Buffer.from(`${urgency} ${openedAt} ${id}`).toString('base64url');

const PLACE = /^(-?\d{1,6}) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([0-9a-f-]{36})$/;

const placeIn = (cursor: string): WorklistPlace => {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const [, urgency, openedAt = '', id = ''] = PLACE.exec(text) ?? [];
  if (urgency === undefined || Number.isNaN(Date.parse(openedAt)))
    throw invalidInput({ pointer: '/cursor', message: 'is not a cursor of this list' });
  return { urgency: Number(urgency), openedAt, id };
};
