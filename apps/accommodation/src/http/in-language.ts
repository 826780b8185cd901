import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { languageOf } from '@talentloop/service-runtime';
import type { FastifyRequest } from 'fastify';
import type { Language } from '../domain/titles';

/** Parameter: the language that the caller reads, from Accept-Language. */
export const InLanguage = createParamDecorator(
  (_: unknown, context: ExecutionContext): Language => {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    return languageOf(headers['accept-language']);
  },
);
