import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from './measure';

/** Requests that leave at even intervals, whether or not the earlier ones were answered. */
export interface Pace {
  readonly perSecond: number;
  readonly seconds: number;
  readonly connections: number;
}

export interface Paced {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/**
 * Sends one request after another at even intervals. A latency counts from the moment at which its
 * request was due, so a server that stalls does not slow down its own measurement. autocannon's
 * `rate` works differently: it sends all requests of a second at the beginning of that second.
 * @throws Error if an answer was not 2xx.
 */
export const sendPaced = async (
  { perSecond, seconds, connections }: Pace,
  send: (agent: http.Agent) => Promise<number>,
): Promise<Paced> => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  const one = async (due: number): Promise<void> => {
    const status = await send(agent);
    if (status < 200 || status > 299) throw new Error(`an answer was ${status}`);
    latencies.push(performance.now() - due);
  };
  const begun = performance.now();
  const underWay: Promise<void>[] = [];
  for (let n = 0; n < perSecond * seconds; n += 1) {
    const due = begun + (n * 1_000) / perSecond;
    while (performance.now() < due) await sleep(Math.max(0, due - performance.now()));
    underWay.push(one(due));
  }
  await Promise.all(underWay);
  const tookMs = performance.now() - begun;
  agent.destroy();
  return {
    perSecond: (latencies.length * 1_000) / tookMs,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
  };
};
