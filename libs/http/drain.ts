import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Server as HttpServer } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';

const DRAIN_MS_MAX = 8_000;
const NOTICE_MS_MAX = 60_000;
/** How long each answer allows a client to use its idle connection again. */
export const KEEP_ALIVE_S = 3;
/** After this time no client that follows the allowance sends a request on an idle connection. */
const IDLE_MS = (KEEP_ALIVE_S + 1) * 1_000;
/**
 * If a turn of the event loop is this short, no client can have connected in it without being
 * noticed.
 */
const SHORT_TURN_MS = 1;
const LISTEN_ON_MS_MAX = 1_000;

export interface Drain {
  /** Aborted when the drain begins. */
  readonly signal: AbortSignal;
  /**
   * Answers the requests that are under way, then closes the application. It takes at most 10 s
   * beside the notice. A second call returns the same promise.
   */
  drain(): Promise<void>;
}

/**
 * DRAIN_NOTICE_MS: how long the server still accepts connections while /health/ready answers 503,
 * so that a load balancer that checks it sends no more clients when the server stops listening.
 * @throws Error if it is not a number in range.
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
 * Stops listening at a moment when no connection waits to be accepted. When a server stops
 * listening, the operating system resets connections that were not accepted yet, together with
 * their requests.
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
  // http.Server.close() would cut idle connections at once, while a client may be sending its next
  // request.
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
 * Stops without failing a request. From now on every answer ends its connection. After the notice
 * to load balancers, the server accepts no new connection. It closes an idle connection only after
 * a while, because a request may be on its way.
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
