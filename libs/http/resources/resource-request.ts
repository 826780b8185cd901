import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { type Filter, visibleTo } from '@talentloop/access';
import type { FastifyRequest } from 'fastify';
import { commandIdOf, type CommandRequest, commandRequestIn } from '../command-request';

/** A command as asked for of the resource that the path names. */
export interface ResourceRequest extends CommandRequest {
  /** As the path says it: the resource's id, or what it is also known by. */
  readonly id: string;
  /** What the caller may see under the route's rule. */
  readonly visible: Filter;
  /** The ids of parts in the path, by their names: `taskId` of `/cases/:id/tasks/:taskId`. */
  readonly partIds: Readonly<Record<string, string>>;
  /** The command's id, had the path named the resource by this id. */
  readonly commandIdAt: (id: string) => string;
}

type Parameters = Readonly<Record<string, string>>;

/** The path that the resource's own id makes, for a caller who may have named it otherwise. */
const pathAt = (request: FastifyRequest, id: string): string => {
  const { url = '' } = request.routeOptions;
  const given = request.params as Parameters;
  const segments = url.split('/').map((segment) => {
    if (segment === ':id') return id;
    return segment.startsWith(':') ? (given[segment.slice(1)] ?? '').toLowerCase() : segment;
  });
  return segments.join('/');
};

const resourceRequestIn = (context: ExecutionContext): ResourceRequest => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const command = commandRequestIn(context);
  const { id = '', ...parts } = request.params as Parameters;
  return {
    ...command,
    id,
    visible: visibleTo(command.subject, request.routeOptions.config.traits?.rule),
    partIds: Object.fromEntries(
      Object.entries(parts).map(([name, partId]) => [name, partId.toLowerCase()]),
    ),
    commandIdAt: (of) =>
      command.hasKey ? commandIdOf(request, pathAt(request, of)) : command.commandId,
  };
};

const FromRequest = createParamDecorator((_: unknown, context: ExecutionContext) =>
  resourceRequestIn(context),
);

/** Parameter of a command's handler under `:id`: what is asked of which resource. */
export const On = (): ParameterDecorator => (target, method, index) => {
  FromRequest()(target, method, index);
  const descriptor = method && Object.getOwnPropertyDescriptor(target, method);
  if (method && descriptor) PathId('id')(target, method, descriptor);
};

/** Documents an id in the path, as Nest does for a `@Param`. */
export const PathId = (name: string): MethodDecorator =>
  ApiParam({ name, required: true, schema: { type: 'string' } });
