import { InvalidToken, may, type Subject, type TokenVerifier } from '@talentloop/access';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { problem } from './problem';
import type { RateLimit } from './rate-limit';
import type { RouteTraits } from './route';

/** One route as the router has it. */
export interface KnownRoute {
  readonly method: string;
  /** `/things/:id/rename` */
  readonly path: string;
  readonly traits: RouteTraits;
}

/** Every route of the process, filled while they are registered. */
export class RouteTable {
  private readonly routes: KnownRoute[] = [];
  private readonly shapes = new Map<string, RegExp>();
  private readonly undecided: string[] = [];

  add({ method, url, config }: RouteOptions): void {
    for (const name of [method].flat()) {
      const traits = config?.traits;
      if (!traits?.public && !traits?.rule) this.undecided.push(`${name} ${url}`);
      this.routes.push({ method: name, path: url, traits: traits ?? {} });
    }
    const shape = url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : escape(part)));
    this.shapes.set(url, new RegExp(`^${shape.join('/').replace('\\*', '.*')}/?$`));
  }

  /** @throws when some route has no policy: forgetting one must not open it. */
  assertDecided(): void {
    if (this.undecided.length > 0)
      throw new Error(`routes without @Allow or @Public: ${this.undecided.join(', ')}`);
  }

  all(): readonly KnownRoute[] {
    return this.routes;
  }

  /** Methods under which this path exists. */
  methodsAt(path: string): readonly string[] {
    const found = this.routes.filter((route) => this.shapes.get(route.path)?.test(path));
    return [...new Set(found.map(({ method }) => method))].sort();
  }
}

const escape = (part: string): string => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;

const authenticate = async (
  header: string | undefined,
  verifier: TokenVerifier,
): Promise<Subject> => {
  const token = BEARER.exec(header ?? '')?.[1];
  if (token === undefined) throw problem('unauthenticated');
  try {
    return await verifier.verify(token);
  } catch (error) {
    if (!(error instanceof InvalidToken)) throw error;
    throw problem('unauthenticated', {
      headers: { 'www-authenticate': 'Bearer realm="talentloop", error="invalid_token"' },
    });
  }
};

/**
 * Judges 401, then 403, before a byte of the body is read, so that neither depends on it. Routes
 * carry their rule in Fastify's config, which is why this is a hook and not a Nest guard.
 */
export const installGate = (
  fastify: FastifyInstance,
  table: RouteTable,
  verifier: () => TokenVerifier,
  limit: RateLimit,
): void => {
  fastify.decorateRequest('subject', null);
  fastify.addHook('onRoute', (route) => table.add(route));
  fastify.addHook('onRequest', async (request: FastifyRequest) => {
    const { traits } = request.routeOptions.config;
    if (request.is404 || traits?.public) return;
    const subject = await authenticate(request.headers.authorization, verifier());
    if (!traits?.rule || !may(subject, traits.rule)) throw problem('forbidden');
    limit(subject);
    request.subject = subject;
  });
};
