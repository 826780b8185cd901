import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Filter } from '@talentloop/access';
import { derivedId } from '@talentloop/event-sourcing';
import {
  Allow,
  type Answer,
  RequestedCommand,
  type CommandRequest,
  InjectResource,
  Lists,
  On,
  type Page,
  Reads,
  type ResourceRequest,
  Visible,
} from '@talentloop/http';
import type { RegisteredProperty } from '../domain/property/state';
import type { UnitFacts } from '../domain/unit/events';
import { type PropertyRow, properties as propertyList } from '../projections/properties/properties';
import { policy } from './policy';
import { PropertiesQuery, RegisterPropertyRequest } from './property.dto';
import { type Properties, properties } from './property.resource';
import { PropertyPage } from './property.view.dto';
import { RegisterUnitRequest } from './unit.dto';
import { type Units, units } from './unit.resource';

/** Registering properties and the units in them, and listing properties. */
@ApiTags('housing')
@Controller('properties')
export class PropertiesController {
  constructor(
    @InjectResource(properties) private readonly properties: Properties,
    @InjectResource(units) private readonly units: Units,
    private readonly lists: Lists,
  ) {}

  @Allow(policy['register-property'])
  @Post()
  register(
    @RequestedCommand() request: CommandRequest,
    @Body() { turnaroundDays = 0, ...body }: RegisterPropertyRequest,
  ): Promise<Answer> {
    const propertyId = derivedId(request.commandId, 'property');
    const data = { propertyId, ...body, turnaroundDays };
    return this.properties.create(request, propertyId, { type: 'RegisterProperty', data });
  }

  @Allow(properties.rules.units)
  @Post(':id/units')
  async registerUnit(
    @On() on: ResourceRequest,
    @Body() body: RegisterUnitRequest,
  ): Promise<Answer> {
    const { state } = await this.properties.get(on);
    const unitId = derivedId(on.commandId, 'unit');
    const data = factsOf(unitId, state, body);
    return this.units.create(on, unitId, { type: 'RegisterUnit', data });
  }

  @Allow(properties.read)
  @Reads('properties')
  @Get()
  @ApiOkResponse({ type: PropertyPage })
  list(@Query() ask: PropertiesQuery, @Visible() visible: Filter): Promise<Page<PropertyRow>> {
    const { kind, side } = ask;
    return this.lists.page(propertyList, ask, { visible, scope: {}, where: { kind, side } });
  }
}

/** A unit is of its property's kind, on its side. */
const factsOf = (
  unitId: string,
  property: RegisteredProperty,
  body: RegisterUnitRequest,
): UnitFacts => {
  const { propertyId, kind, side } = property;
  const { features = [], turnaroundDays = property.turnaroundDays, nightlyRate, ...rest } = body;
  const { amount, currency } = nightlyRate;
  return {
    unitId,
    propertyId,
    kind,
    side,
    features,
    turnaroundDays,
    ...rest,
    nightlyRate: { amount, currency },
  };
};
