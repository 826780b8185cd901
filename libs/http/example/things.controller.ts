import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { definePolicy, type Filter } from '@talentloop/access';
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
} from '../index';
import { AddRequest, AdoptNameRequest, ThingsQuery } from './thing.dto';
import { type ThingRow, thingList } from './thing-list';
import { idOfSerial, type Things, things } from './thing.resource';

/** Who may do what the resource does not say: action × role × relation. */
const policy = definePolicy({ add: { caseworker: 'centre' } });

/** What is more than a plain command: making a thing, listing them, and looking at another one. */
@ApiTags('things')
@Controller('things')
export class ThingsController {
  constructor(
    @InjectResource(things) private readonly things: Things,
    private readonly lists: Lists,
  ) {}

  @Allow(policy.add)
  @Post()
  add(
    @RequestedCommand() request: CommandRequest,
    @Body() { name, serial }: AddRequest,
  ): Promise<Answer> {
    const id = serial === undefined ? derivedId(request.commandId, 'thing') : idOfSerial(serial);
    const data = { name, centre: request.subject.centre ?? '' };
    return this.things.create(request, id, { type: 'AddThing', data });
  }

  /** Takes the name of another thing that the caller sees. */
  @Allow(things.rules['adopt-name'])
  @Post(':id/adopt-name')
  async adoptName(@On() on: ResourceRequest, @Body() { of }: AdoptNameRequest): Promise<Answer> {
    const other = await this.things.get({ id: of, visible: on.visible });
    return this.things.give(on, { type: 'RenameThing', data: { name: other.state.name } });
  }

  /** Makes another thing like this one, as part of the same journey. */
  @Allow(things.rules.copies)
  @Post(':id/copies')
  async copy(@On() on: ResourceRequest): Promise<Answer> {
    const { state, correlationId } = await this.things.get(on);
    const { name, centre } = state;
    const command = { type: 'AddThing', data: { name, centre } } as const;
    return this.things.create(on, derivedId(on.commandId, 'copy'), command, correlationId);
  }

  @Allow(things.read)
  @Reads('thing_list')
  @Get()
  list(@Query() ask: ThingsQuery, @Visible() visible: Filter): Promise<Page<ThingRow>> {
    const { status, asOf } = ask;
    return this.lists.page(thingList, ask, {
      visible,
      scope: { centre: 'centre' },
      where: { status },
      ...(asOf !== undefined && { asOf }),
    });
  }
}
