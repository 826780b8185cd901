import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Filter } from '@talentloop/access';
import { Allow, InLanguage, Lists, Reads, Visible } from '@talentloop/http';
import type { Language } from '@talentloop/locale';
import { worklist } from '../projections/worklist/worklist';
import { policy } from './policy';
import { WorklistPage, WorklistQuery } from './worklist.dto';
import { reasonsIn } from './worklist-reasons';

/** What the caller's centre can act on, most urgent first, and why in this order. */
@ApiTags('worklist')
@Controller('worklist')
export class WorklistController {
  constructor(private readonly lists: Lists) {}

  @Allow(policy.worklist)
  @Reads('worklist')
  @Get()
  @ApiOkResponse({ type: WorklistPage })
  async list(
    @Query() ask: WorklistQuery,
    @Visible() visible: Filter,
    @InLanguage() language: Language,
  ): Promise<WorklistPage> {
    const { asOf } = ask;
    const { items, ...page } = await this.lists.page(worklist, ask, {
      visible,
      scope: { centres: 'visibleTo' },
      where: { listed: true },
      order: ['rank', 'openedAt'],
      ...(asOf !== undefined && { asOf }),
    });
    return {
      items: items.map(({ listed: _, visibleTo: __, rank: ___, because, ...item }) => ({
        ...item,
        because: reasonsIn(language, because),
      })),
      ...page,
    };
  }
}
