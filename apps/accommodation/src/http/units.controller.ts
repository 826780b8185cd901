import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Subject } from '@talentloop/access';
import { type Clock, derivedId } from '@talentloop/event-sourcing';
import {
  Allow,
  type Answer,
  Asked,
  By,
  CLOCK,
  type CommandRequest,
  CommandRunner,
  Lists,
  type Page,
  Reads,
  resource,
} from '@talentloop/http';
import { localDay } from '@talentloop/locale';
import { ExecuteUnitCommand } from '../application/execute-unit-command';
import type { UnitCommand } from '../domain/unit/commands';
import type { UnitRow } from '../projections/units/units';
import { OutOfServiceRequest, UnitsQuery } from './dto/housing.dto';
import { UnitItem, UnitPage, UnitView } from './dto/housing-views.dto';
import { Finder } from './finder';
import { inOrder } from './nights';
import { housingPolicy } from './policy';
import { unitView } from './views/housing-view';

@ApiTags('housing')
@Controller('units')
export class UnitsController {
  constructor(
    private readonly runner: CommandRunner,
    private readonly bus: CommandBus,
    private readonly lists: Lists,
    private readonly finder: Finder,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Allow(housingPolicy.read)
  @Get(':id')
  @ApiOkResponse({ type: UnitView })
  async one(@Param('id') id: string, @By() subject: Subject): Promise<Answer> {
    return resource(unitView(await this.finder.getUnit(id), subject, this.clock.now()));
  }

  @Allow(housingPolicy.read)
  @Reads('units')
  @Get()
  @ApiOkResponse({ type: UnitPage })
  async list(@Query() ask: UnitsQuery): Promise<Page<UnitItem>> {
    const { propertyId, kind } = ask;
    const { items, ...page } = await this.lists.page<UnitRow>('units', ask, {
      visible: { all: true }, // Units belong to nobody: who may read one may read all.
      scope: {},
      where: { property_id: propertyId?.toLowerCase(), kind },
    });
    const today = localDay(this.clock.now());
    return { items: items.map((row) => itemOf(row, today)), ...page };
  }

  @Allow(housingPolicy['out-of-service'])
  @Post(':id/out-of-service')
  outOfService(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Body() body: OutOfServiceRequest,
  ): Promise<Answer> {
    inOrder(body);
    const periodId = derivedId(asked.commandId, 'out of service');
    return this.command(id, asked, { type: 'TakeOutOfService', data: { ...body, periodId } });
  }

  @Allow(housingPolicy['return-to-service'])
  @Post(':id/return-to-service')
  returnToService(@Param('id') id: string, @Asked() asked: CommandRequest): Promise<Answer> {
    return this.command(id, asked, { type: 'ReturnToService', data: {} });
  }

  private async command(id: string, asked: CommandRequest, command: UnitCommand): Promise<Answer> {
    const { id: unitId, correlationId } = await this.finder.getUnit(id);
    return this.runner.run(asked, {
      work: (context) =>
        this.bus.execute(new ExecuteUnitCommand(unitId, command, { correlationId, ...context })),
    });
  }
}

const itemOf = ({ calendar, ...row }: UnitRow, today: string): UnitItem => {
  const isVoid = calendar.some(
    ({ entry, from, to }) => entry === 'out-of-service' && from <= today && today < to,
  );
  return { ...row, status: isVoid ? 'out-of-service' : 'in-service' };
};
