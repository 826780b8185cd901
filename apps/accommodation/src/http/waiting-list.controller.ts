import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Filter } from '@talentloop/access';
import { Allow, Lists, Reads, Visible, InLanguage } from '@talentloop/http';
import type { Language } from '@talentloop/locale';
import { pointsInWords } from '../domain/accommodation-request/policies/points';
import { waitingList } from '../projections/waiting-list/waiting-list';
import {
  readWaitingList,
  type WaitingPlace,
} from '../projections/waiting-list/waiting-list.queries';
import { policy } from './policy';
import { WaitingListQuery } from './waiting-list.dto';
import { WaitingItem, WaitingListView } from './waiting-list.view.dto';

@ApiTags('accommodation requests')
@Controller('waiting-list')
export class WaitingListController {
  constructor(private readonly lists: Lists) {}

  /** Who waits for a unit, in what order, and why in this order. */
  @Allow(policy.matches)
  @Reads('waiting_list')
  @Get()
  @ApiOkResponse({ type: WaitingListView })
  async list(
    @Query() { kind, asOf }: WaitingListQuery,
    @Visible() visible: Filter,
    @InLanguage() language: Language,
  ): Promise<WaitingListView> {
    const rows = await this.lists.rows(waitingList, asOf);
    const places = await readWaitingList(this.lists.database, rows, {
      visible,
      ...(kind !== undefined && { kind }),
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
