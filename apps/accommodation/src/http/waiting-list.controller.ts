import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Filter } from '@talentloop/access';
import { Allow, Lists, Reads, Visible, InLanguage } from '@talentloop/http';
import type { Language } from '@talentloop/locale';
import { pointsInWords } from '../domain/accommodation-request/policies/points';
import {
  readWaitingList,
  type WaitingPlace,
} from '../projections/waiting-list/waiting-list.queries';
import { AsOf } from './as-of';
import { WaitingListQuery } from './dto/request.dto';
import { WaitingItem, WaitingListView } from './dto/request-views.dto';
import { requestPolicy } from './policy';

@ApiTags('accommodation requests')
@Controller('waiting-list')
export class WaitingListController {
  constructor(
    private readonly lists: Lists,
    private readonly asOf: AsOf,
  ) {}

  /** Who waits for a unit, in what order, and why in this order. */
  @Allow(requestPolicy.matches)
  @Reads('waiting_list')
  @Get()
  @ApiOkResponse({ type: WaitingListView })
  async list(
    @Query() { kind, asOf }: WaitingListQuery,
    @Visible() visible: Filter,
    @InLanguage() language: Language,
  ): Promise<WaitingListView> {
    const places = await readWaitingList(this.lists.database, {
      visible,
      ...(kind !== undefined && { kind }),
      ...(asOf !== undefined && { asOf: await this.asOf.position('waiting_list', asOf) }),
    });
    return { items: places.map((place) => itemOf(place, language)) };
  }
}

const itemOf = ({ row, position }: WaitingPlace, language: Language): WaitingItem => ({
  requestId: row.requestId,
  position,
  points: row.points,
  kind: row.kind,
  waitingSince: row.waitingSince ?? '',
  because: row.explanation.map((given) => pointsInWords(given, language)),
});
