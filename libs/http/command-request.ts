import type { Language } from '@talentloop/locale';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { Subject } from '@talentloop/access';
import { type Actor, derivedId } from '@talentloop/event-sourcing';
import type { FastifyRequest } from 'fastify';
import { v7 as freshId } from 'uuid';
import { languageOf } from './language';
import { invalidInput, type Problem, problem } from './problem';
import { subjectOf } from './route';

/** A command as it was asked for: by whom, under which id, on which condition. */
export interface CommandRequest {
  readonly subject: Subject;
  readonly actor: Actor;
  /** UUIDv5(client, subject, method, path, Idempotency-Key), or fresh without a key. */
  readonly commandId: string;
  readonly hasKey: boolean;
  /** What a repetition must repeat. A multipart handler gives `{ ...request, body }` of its own. */
  readonly body: object;
  readonly ifRevision?: number;
  /** X-Correlation-Id: names the journey that a new resource begins. */
  readonly correlationId?: string;
  readonly language: Language;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const KEY = /^[\x20-\x7e]{1,255}$/;
const REVISION = /^"(0|[1-9]\d{0,14})"$/;

const badHeader = (name: string, rule: string): Problem =>
  problem('malformed-request', { detail: `${name} must be ${rule}.` });

const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
};

const revisionOf = (request: FastifyRequest): number | undefined => {
  const condition = header(request, 'if-match');
  if (condition === undefined || condition === '*') return undefined;
  const digits = REVISION.exec(condition)?.[1];
  if (digits === undefined) throw badHeader('If-Match', 'one ETag, as "3"');
  return Number(digits);
};

const correlationOf = (request: FastifyRequest): string | undefined => {
  const id = header(request, 'x-correlation-id');
  if (id !== undefined && !UUID.test(id)) throw badHeader('X-Correlation-Id', 'a UUID');
  return id?.toLowerCase();
};

const keyOf = (request: FastifyRequest): string | undefined => {
  const key = header(request, 'idempotency-key');
  if (key !== undefined && !KEY.test(key))
    throw badHeader('Idempotency-Key', '1 to 255 printable characters');
  return key;
};

/** The caller as events name them: the token's subject, never a person's name. */
export const actorOf = ({ id, roles, centre, client }: Subject): Actor => ({
  id,
  roles,
  ...(centre !== undefined && { centre }),
  ...(client !== undefined && { client }),
});

/** The path that a request was sent to, without its query. */
const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1)[0] ?? url;

/**
 * The id of a command under the request's Idempotency-Key, fresh without one. The caller may name
 * the same resource by another path; `path` is then the one that its id makes.
 * @throws Problem 400 for a key that is none.
 */
export const commandIdOf = (request: FastifyRequest, path = pathOf(request)): string => {
  const key = keyOf(request);
  const { id, client = '' } = subjectOf(request);
  return key === undefined ? freshId() : derivedId(client, id, request.method, path, key);
};

/** The command that a request asks for. @throws Problem 400 for a malformed header. */
const commandRequestOf = (request: FastifyRequest): CommandRequest => {
  const subject = subjectOf(request);
  const commandId = commandIdOf(request);
  const ifRevision = revisionOf(request);
  const correlationId = correlationOf(request);
  const { body } = request;
  return {
    subject,
    actor: actorOf(subject),
    commandId,
    hasKey: keyOf(request) !== undefined,
    body: typeof body === 'object' && body !== null ? body : {},
    ...(ifRevision !== undefined && { ifRevision }),
    ...(correlationId !== undefined && { correlationId }),
    language: languageOf(request.headers['accept-language']),
  };
};

type RouteArguments = Readonly<Record<string, unknown>>;

/** Whether the handler takes a body; one that does not refuses every field. */
const takesBody = (context: ExecutionContext): boolean => {
  const taken = Reflect.getMetadata(
    ROUTE_ARGS_METADATA,
    context.getClass(),
    context.getHandler().name,
  ) as RouteArguments;
  return Object.keys(taken).some((key) => key.startsWith(`${RouteParamtypes.BODY}:`));
};

/** The command that the request of a handler asks for. @throws Problem 400, see takesBody. */
export const commandRequestIn = (context: ExecutionContext): CommandRequest => {
  const command = commandRequestOf(context.switchToHttp().getRequest<FastifyRequest>());
  const surplus = Object.keys(command.body);
  if (surplus.length > 0 && !takesBody(context)) {
    throw invalidInput(
      ...surplus.map((name) => ({
        pointer: `/${name}`,
        message: `property ${name} should not exist`,
      })),
    );
  }
  return command;
};

/** Parameter of a command's handler that concerns no resource yet: the command as asked for. */
export const RequestedCommand = createParamDecorator(
  (_: unknown, context: ExecutionContext): CommandRequest => commandRequestIn(context),
);
