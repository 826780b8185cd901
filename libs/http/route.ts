import type { Language } from '@talentloop/locale';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import {
  type Filter,
  type Role,
  type Rule,
  type Subject,
  usually,
  visibleTo,
} from '@talentloop/access';
import type { FastifyRequest } from 'fastify';
import { languageOf } from './language';
import { problem } from './problem';

/** What is known of a route beside its path; it travels in Fastify's route config. */
export interface RouteTraits {
  readonly public?: true;
  readonly rule?: Rule;
  readonly multipart?: true;
  readonly streams?: true;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    traits?: RouteTraits;
  }
  interface FastifyRequest {
    /** Set by the gate before the body is read; null on public routes. */
    subject: Subject | null;
  }
}

const TRAITS = Symbol('route traits');

const withTraits =
  (traits: RouteTraits): MethodDecorator =>
  (target, key, descriptor) => {
    const handler = descriptor.value as object;
    const known: unknown = Reflect.getMetadata(TRAITS, handler);
    const merged: RouteTraits = { ...(known as RouteTraits | undefined), ...traits };
    Reflect.defineMetadata(TRAITS, merged, handler);
    RouteConfig({ traits: merged })(target, key, descriptor);
  };

/** Who may call the route: roles with their usual relation, or a rule of the service's policy. */
export function Allow(rule: Rule): MethodDecorator;
export function Allow(...roles: readonly Role[]): MethodDecorator;
export function Allow(...granted: readonly (Role | Rule)[]): MethodDecorator {
  const [first] = granted;
  const rule =
    typeof first === 'object'
      ? first
      : usually(...granted.filter((role) => typeof role === 'string'));
  if (Object.keys(rule).length === 0) throw new Error('a route that nobody may call');
  return withTraits({ rule });
}

/** Served without a token. */
export const Public = (): MethodDecorator => withTraits({ public: true });

/** Takes multipart/form-data too; every other route answers 415 to it. */
export const Multipart = (): MethodDecorator => withTraits({ multipart: true });

/** Its answer goes on until the caller leaves: such routes have places of their own. */
export const Streams = (): MethodDecorator => withTraits({ streams: true });

/** The subject that the gate let in. */
export const subjectOf = (request: FastifyRequest): Subject => {
  if (!request.subject) throw problem('unauthenticated');
  return request.subject;
};

/** Parameter: who asks. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Subject =>
  subjectOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** Parameter: what the caller may see under this route's rule. */
export const Visible = createParamDecorator((_: unknown, context: ExecutionContext): Filter => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return visibleTo(subjectOf(request), request.routeOptions.config.traits?.rule);
});

/** Parameter: the language that the caller reads, from Accept-Language. */
export const InLanguage = createParamDecorator((_: unknown, context: ExecutionContext): Language =>
  languageOf(context.switchToHttp().getRequest<FastifyRequest>().headers['accept-language']),
);
