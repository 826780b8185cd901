import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Subject } from '@talentloop/access';
import { derivedId } from '@talentloop/event-sourcing';
import {
  Allow,
  type Answer,
  Asked,
  By,
  type CommandRequest,
  CommandRunner,
  created,
  Lists,
  type Page,
  Reads,
  resource,
} from '@talentloop/http';
import { ExecutePropertyCommand } from '../application/execute-property-command';
import { ExecuteUnitCommand } from '../application/execute-unit-command';
import type { PropertyCommand } from '../domain/property/commands';
import type { UnitCommand } from '../domain/unit/commands';
import type { PropertyRow } from '../projections/properties/properties';
import { PropertiesQuery, RegisterPropertyRequest, RegisterUnitRequest } from './dto/housing.dto';
import { PropertyPage, PropertyView } from './dto/housing-views.dto';
import { Finder } from './finder';
import { housingPolicy } from './policy';
import { type LoadedProperty, propertyView } from './views/housing-view';

/** Houses and the units in them. */
@ApiTags('housing')
@Controller('properties')
export class PropertiesController {
  constructor(
    private readonly runner: CommandRunner,
    private readonly bus: CommandBus,
    private readonly lists: Lists,
    private readonly finder: Finder,
  ) {}

  @Allow(housingPolicy.register)
  @Post()
  register(
    @Asked() asked: CommandRequest,
    @Body() { turnaroundDays = 0, ...body }: RegisterPropertyRequest,
  ): Promise<Answer> {
    const propertyId = derivedId(asked.commandId, 'property');
    const command: PropertyCommand = {
      type: 'RegisterProperty',
      data: { propertyId, ...body, turnaroundDays },
    };
    return this.runner.run(asked, {
      work: (context) => this.bus.execute(new ExecutePropertyCommand(propertyId, command, context)),
      answer: (receipt) => created(`/properties/${propertyId}`, receipt),
    });
  }

  @Allow(housingPolicy.units)
  @Post(':id/units')
  async registerUnit(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Body() body: RegisterUnitRequest,
  ): Promise<Answer> {
    const property = await this.finder.getProperty(id);
    const unitId = derivedId(asked.commandId, 'unit');
    const command: UnitCommand = { type: 'RegisterUnit', data: factsOf(unitId, property, body) };
    return this.runner.run(asked, {
      work: (context) => this.bus.execute(new ExecuteUnitCommand(unitId, command, context)),
      answer: (receipt) => created(`/units/${unitId}`, receipt),
    });
  }

  @Allow(housingPolicy.read)
  @Get(':id')
  @ApiOkResponse({ type: PropertyView })
  async one(@Param('id') id: string, @By() subject: Subject): Promise<Answer> {
    return resource(propertyView(await this.finder.getProperty(id), subject));
  }

  @Allow(housingPolicy.read)
  @Reads('properties')
  @Get()
  @ApiOkResponse({ type: PropertyPage })
  list(@Query() ask: PropertiesQuery): Promise<Page<PropertyRow>> {
    const { kind, side } = ask;
    return this.lists.page('properties', ask, {
      visible: { all: true }, // Houses belong to nobody: who may read one may read all.
      scope: {},
      where: { kind, side },
    });
  }
}

/** A unit is of its property's kind, on its side. */
const factsOf = (unitId: string, { state }: LoadedProperty, body: RegisterUnitRequest) => {
  const { propertyId, kind, side } = state;
  const { features = [], turnaroundDays = state.turnaroundDays, nightlyRate, ...rest } = body;
  const { amount, currency } = nightlyRate;
  return {
    ...{ unitId, propertyId, kind, side, features, turnaroundDays },
    ...rest,
    nightlyRate: { amount, currency },
  };
};
