import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
  SetMetadata,
  UseInterceptors,
} from '@nestjs/common';
import type { Position } from '@talentloop/event-sourcing';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { problem } from './problem';
import {
  READ_MODEL_PROGRESS,
  type ReadModelProgress,
  SERVICE,
  type ServiceDefinition,
} from './tokens';

const VERSION = 'ct1';

/** The Consistency-Token header: which log, and how far into it. Opaque to callers. */
export const consistencyToken = (service: string, position: Position): string =>
  Buffer.from(`${VERSION}|${service}|${position}`).toString('base64url');

/** What a token says. @throws Problem 400 for anything that is not one. */
export const readConsistencyToken = (token: string): { service: string; position: Position } => {
  const text = Buffer.from(token, 'base64url').toString('latin1');
  const [, service, digits] = /^ct1\|([a-z-]{1,64})\|(\d{1,16})$/.exec(text) ?? [];
  const position = Number(digits);
  if (
    service === undefined ||
    !Number.isSafeInteger(position) ||
    consistencyToken(service, position) !== token
  )
    throw problem('malformed-request', {
      detail: 'The Consistency-Token was not issued by this installation.',
    });
  return { service, position };
};

const READS = Symbol('read models of a route');
const WAIT_MS_MAX = 2_000;

/**
 * Waits until the route's read models include the write that the caller's token names, and answers
 * 503 for one that has stopped: nobody is shown what may be wrong.
 */
@Injectable()
export class AwaitReadModels implements NestInterceptor {
  constructor(
    @Inject(SERVICE) private readonly service: ServiceDefinition,
    @Inject(READ_MODEL_PROGRESS) private readonly progress: ReadModelProgress,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const names = Reflect.getMetadata(READS, context.getHandler()) as readonly string[];
    const usable = await Promise.all(names.map((name) => this.progress.isUsable(name)));
    if (usable.includes(false))
      throw problem('unavailable', { detail: 'The list has stopped; see GET /read-models.' });
    const token = headers['consistency-token'];
    if (token !== undefined) await this.reach(String(token), names);
    return next.handle();
  }

  private async reach(token: string, names: readonly string[]): Promise<void> {
    const { service, position } = readConsistencyToken(token);
    // One address may serve several services; a token of another log asks nothing of this one.
    if (service !== this.service.name) return;
    const reached = await this.progress.waitFor(names, position, WAIT_MS_MAX);
    if (!reached)
      throw problem('unavailable', { detail: 'The list has not caught up with that write yet.' });
  }
}

/** Names the read models that a GET stands on, so that a Consistency-Token is honoured. */
export const Reads = (...names: readonly string[]): MethodDecorator =>
  applyDecorators(SetMetadata(READS, names), UseInterceptors(AwaitReadModels));
