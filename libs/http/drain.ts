import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Server as HttpServer } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';

const DRAIN_MS_MAX = 8_000;
const NOTICE_MS_MAX = 60_000;
/** How long callers are told, with each answer, that an idle connection may be used again. */
export const KEEP_ALIVE_S = 3;
/** By then no caller that keeps to this sends a request on an idle connection. */
const IDLE_MS = (KEEP_ALIVE_S + 1) * 1_000;
/** A turn of the event loop as short as this leaves nobody the time to connect unseen. */
const SHORT_TURN_MS = 1;
const LISTEN_ON_MS_MAX = 1_000;

export interface Drain {
  /** Aborted when the drain begins. */
  readonly signal: AbortSignal;
  /**
   * Finishes what was asked, then closes the application; at most 10 s and the notice. Idempotent.
   */
  drain(): Promise<void>;
}

/**
 * DRAIN_NOTICE_MS: how long connections are still taken while /health/ready says no, so that a load
 * balancer that asks there sends nobody any more when they are refused.
 * @throws when it is no such number.
 */
export const drainNoticeMs = (asked = '0'): number => {
  if (!/^\d{1,5}$/.test(asked) || Number(asked) > NOTICE_MS_MAX) {
    throw new Error(`DRAIN_NOTICE_MS is ${asked}; it must be 0 to ${NOTICE_MS_MAX}.`);
  }
  return Number(asked);
};

const connectionsOf = (server: HttpServer): Promise<number> =>
  new Promise((resolve) => server.getConnections((_, count) => resolve(count)));

/**
 * Stops listening in a moment in which nobody waits to be let in: the system resets whoever has
 * connected and was not accepted yet, and their request with them.
 */
const stopListening = async (server: HttpServer): Promise<void> => {
  let arrived = true;
  const arrive = (): void => void (arrived = true);
  server.on('connection', arrive);
  const began = performance.now();
  await turn();
  for (let from = began; arrived || performance.now() - from > SHORT_TURN_MS;) {
    [arrived, from] = [false, performance.now()];
    await turn();
    if (from - began > LISTEN_ON_MS_MAX) break;
  }
  server.off('connection', arrive);
  // http.Server.close() would cut idle connections at once, under the feet of their next request.
  NetServer.prototype.close.call(server);
};

const settle = async (server: HttpServer): Promise<void> => {
  const started = performance.now();
  while ((await connectionsOf(server)) > 0) {
    const waited = performance.now() - started;
    if (waited > DRAIN_MS_MAX) return server.closeAllConnections();
    if (waited > IDLE_MS) server.closeIdleConnections();
    await sleep(20);
  }
};

/**
 * Stops without failing a request: every answer from now on ends its connection, no new connection
 * is accepted once load balancers have had their notice, and an idle one is closed only after a
 * while, because a request may be on its way.
 */
export const createDrain = (app: () => NestFastifyApplication, noticeMs = 0): Drain => {
  const begun = new AbortController();
  let ended: Promise<void> | undefined;

  const drain = async (): Promise<void> => {
    begun.abort();
    const server = app().getHttpServer();
    if (server.listening) {
      if (noticeMs > 0) await sleep(noticeMs);
      await stopListening(server);
    }
    await settle(server);
    await app().close();
  };

  return { signal: begun.signal, drain: () => (ended ??= drain()) };
};
