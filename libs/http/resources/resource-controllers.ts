import type { Language } from '@talentloop/locale';
import { Body, Controller, Get, Inject, Param, Post, type Type } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Filter, Subject } from '@talentloop/access';
import type { Command } from '@talentloop/event-sourcing';
import type { Answer } from '../answer';
import { RequestedCommand, type CommandRequest } from '../command-request';
import { Allow, By, InLanguage, Visible } from '../route';
import type { Action, Creation, RoutedAction } from './action';
import type { Resource, ResourcePart } from './resource';
import { ResourceCommands } from './resource-commands';
import { On, PathId, type ResourceRequest } from './resource-request';

/**
 * The controllers of a resource: `GET /<path>/:id`, a POST for its creation if it says one, a POST
 * for each routed action, and the same for each kind of part. They are decorated as a controller
 * written by hand would be.
 */
export const resourceControllers = (resource: Resource): readonly Type[] => [
  resourceController(resource),
  ...Object.entries(resource.parts).flatMap(([name, part]) =>
    part ? [partController(resource, name, part)] : [],
  ),
];

interface ServesCommands {
  readonly commands: ResourceCommands<Resource>;
}

const resourceController = (resource: Resource): Type => {
  @ApiTags(resource.tag)
  @Controller(resource.path)
  class ResourceController implements ServesCommands {
    constructor(@Inject(resource.token) readonly commands: ResourceCommands<Resource>) {}

    @Allow(resource.read)
    @Get(':id')
    @ApiOkResponse({ type: resource.body })
    one(
      @Param('id') id: string,
      @By() subject: Subject,
      @Visible() visible: Filter,
      @InLanguage() language: Language,
    ): Promise<Answer> {
      return this.commands.show({ id, visible }, { subject, language });
    }
  }
  if (resource.creation) addCreation(ResourceController, resource.creation);
  addRoutes(ResourceController, ':id', resource.actions);
  return named(ResourceController, resource.path);
};

const partController = (resource: Resource, name: string, part: ResourcePart): Type => {
  @ApiTags(part.tag ?? resource.tag)
  @Controller(`${resource.path}/:id/${name}`)
  class PartController implements ServesCommands {
    constructor(@Inject(resource.token) readonly commands: ResourceCommands<Resource>) {}
  }
  addRoutes(PartController, `:${part.id}`, part.actions, part.id);
  return named(PartController, name);
};

const addRoutes = (
  controller: Type<ServesCommands>,
  under: string,
  actions: Readonly<Record<string, Action>>,
  partId?: string,
): void => {
  for (const [name, action] of Object.entries(actions)) {
    if (action.kind === 'routed') addRoute(controller, `${under}/${name}`, name, action, partId);
  }
};

/** Defines the method that makes a resource: `register` for the command `RegisterSponsor`. */
const addCreation = (controller: Type<ServesCommands>, creation: Creation): void => {
  const { body, rule, type } = creation;
  const name = type.replace(/^([A-Z][a-z]*).*$/, (_, verb: string) => verb.toLowerCase());
  const handle = function (this: ServesCommands, request: CommandRequest, given: object) {
    return this.commands.createBy(request, creation, given);
  };
  const { prototype } = controller;
  const descriptor = define(prototype, name, handle);
  RequestedCommand()(prototype, name, 0);
  Body()(prototype, name, 1);
  Reflect.defineMetadata('design:paramtypes', [Object, body], prototype, name);
  Allow(rule)(prototype, name, descriptor);
  Post()(prototype, name, descriptor);
};

/** Defines a method on the controller, with what its decorators would have said of it. */
const addRoute = (
  { prototype }: Type<ServesCommands>,
  path: string,
  actionName: string,
  action: RoutedAction<Command>,
  partId: string | undefined,
): void => {
  const { body, rule } = action;
  const name = camelCase(actionName);
  const handle = function (this: ServesCommands, on: ResourceRequest, given?: object) {
    return this.commands.perform(on, action, given ?? {});
  };
  const descriptor = define(prototype, name, handle);
  On()(prototype, name, 0);
  if (body) Body()(prototype, name, 1);
  Reflect.defineMetadata('design:paramtypes', [Object, ...(body ? [body] : [])], prototype, name);
  if (partId !== undefined) PathId(partId)(prototype, name, descriptor);
  Allow(rule)(prototype, name, descriptor);
  Post(path)(prototype, name, descriptor);
};

/** Puts a method on a class as its body would have. */
const define = <H extends object>(prototype: object, name: string, handle: H) => {
  const descriptor = { value: handle, writable: true, configurable: true };
  Object.defineProperty(handle, 'name', { value: name });
  Object.defineProperty(prototype, name, descriptor);
  return descriptor;
};

const camelCase = (name: string): string =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The name groups the operations of the documentation: `Cases` of `cases`. */
const named = (controller: Type, path: string): Type => {
  const name = camelCase(`-${path}`);
  Object.defineProperty(controller, 'name', { value: `${name}Controller` });
  return controller;
};
