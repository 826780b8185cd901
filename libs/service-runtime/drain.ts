import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Server as HttpServer } from 'node:http';
import { Server as NetServer } from 'node:net';

const DRAIN_MS_MAX = 8_000;
/** How long an idle connection may still bring a request after the drain began. */
const IDLE_MS = 2_000;

export interface Drain {
  /** Aborted when the drain begins. */
  readonly signal: AbortSignal;
  /** Finishes what was asked, then closes the application; at most 10 s. Idempotent. */
  drain(): Promise<void>;
}

const connectionsOf = (server: HttpServer): Promise<number> =>
  new Promise((resolve) => server.getConnections((_, count) => resolve(count)));

/**
 * Stops without failing a request: every answer from now on ends its connection, no new connection
 * is accepted, and an idle one is closed only after a while, because a request may be on its way.
 */
export const createDrain = (app: () => NestFastifyApplication): Drain => {
  const begun = new AbortController();
  let ended: Promise<void> | undefined;

  const settle = async (server: HttpServer): Promise<void> => {
    const started = performance.now();
    while ((await connectionsOf(server)) > 0) {
      const waited = performance.now() - started;
      if (waited > DRAIN_MS_MAX) return server.closeAllConnections();
      if (waited > IDLE_MS) server.closeIdleConnections();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  const drain = async (): Promise<void> => {
    begun.abort();
    const server = app().getHttpServer();
    // http.Server.close() would cut idle connections at once, under the feet of their next request.
    if (server.listening) NetServer.prototype.close.call(server);
    await settle(server);
    await app().close();
  };

  return { signal: begun.signal, drain: () => (ended ??= drain()) };
};
