import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import {
  AppendTooLarge,
  ClaimMismatch,
  EventTooLarge,
  StaleRevision,
  StoreUnavailable,
} from '@talentloop/event-sourcing';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from './language';
import { Problem, problem } from './problem';
import { generalCodeOf } from './problem-catalogue';

/**
 * SQLSTATE classes and codes, and socket errors, that say the database is away, full (53, 58, XX),
 * too slow (57014, 55P03) or tired of waiting for us (25P03) rather than asked something wrong.
 */
const AWAY =
  /^(08|53|57|58|XX|25006|25P0[34]|40001|40P01|55P03|ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|EAI_AGAIN)/;
const AWAY_MESSAGE = new RegExp(
  `^(${[
    'Connection terminated',
    'timeout exceeded when trying to connect',
    'Cannot use a pool',
    'Query read timeout',
  ].join('|')})`,
);

const isAway = (error: unknown): boolean => {
  if (error instanceof StoreUnavailable) return true;
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isAway);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return AWAY.test(code) || AWAY_MESSAGE.test(error.message);
};

/** What an error is to the caller. Nothing of the error itself is told but what a Problem says. */
const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  if (error instanceof StaleRevision)
    return problem('stale-revision', { detail: `The revision is ${error.revision}.` });
  if (error instanceof ClaimMismatch) return problem('idempotency-key-reused');
  if (error instanceof EventTooLarge || error instanceof AppendTooLarge)
    return problem('payload-too-large', {
      detail: 'The events of this command would be too large. Nothing was recorded.',
    });
  if (isAway(error)) return problem('unavailable', { cause: error });
  if (error instanceof HttpException && error.getStatus() < 500)
    return problem(generalCodeOf(error.getStatus()));
  return problem('internal-error', { cause: error });
};

/** Without the query, which may hold what somebody searched for. */
const instanceOf = (url: string): string => {
  const end = url.search(/[?#;]/);
  return end < 0 ? url : url.slice(0, end);
};

/** Writes a problem as the whole answer. */
export const sendProblem = (reply: FastifyReply, request: FastifyRequest, told: Problem): void => {
  const language = languageOf(request.headers['accept-language']);
  void reply
    .code(told.status)
    .headers(told.headers)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('content-language', language)
    .send(JSON.stringify(told.body(language, instanceOf(request.url))));
};

const causeOf = ({ cause }: Error): string | undefined =>
  cause instanceof Error ? cause.message : undefined;

/** The only way an error leaves the process: RFC 9457, never a stack and never SQL. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly allowedMethods: (path: string) => readonly string[]) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const told = this.orWrongMethod(problemOf(error), request);
    if (told.status === 500) request.log.error({ err: told.cause ?? told }, told.code);
    // Being away is said by whoever is away; here it is one line, whoever asks how often.
    else if (told.status > 500) request.log.warn({ cause: causeOf(told) }, told.code);
    if (!reply.sent) sendProblem(reply, request, told);
  }

  /** A path that exists under another method is 405 with Allow, not 404. */
  private orWrongMethod(told: Problem, request: FastifyRequest): Problem {
    if (told.status !== 404 || !request.is404) return told;
    const allowed = this.allowedMethods(instanceOf(request.url));
    return allowed.length === 0
      ? told
      : problem('method-not-allowed', { headers: { allow: allowed.join(', ') } });
  }
}
