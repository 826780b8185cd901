import autocannon from 'autocannon';
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';

/** Requests that are sent for a while, each to one of the paths, picked at random. */
export interface Load {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** A second, over all connections; as many as there can be without. */
  readonly rate?: number;
  readonly method: 'GET' | 'POST';
  readonly paths: readonly string[];
  readonly token: string;
  /** With an Idempotency-Key of its own for each request. */
  readonly body?: object;
}

export interface Loaded {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Sends the load from a process of its own, so that measuring does not wait for itself. */
export const sendLoad = (load: Load): Promise<Loaded> =>
  new Promise((resolve, reject) => {
    const child = fork(__filename, ['--load', JSON.stringify(load)]);
    child.once('message', (message) => resolve(message as Loaded));
    child.once('exit', (code) => code !== 0 && reject(new Error(`the load ended with ${code}`)));
  });

const any = (paths: readonly string[]): string =>
  paths[Math.floor(Math.random() * paths.length)] ?? '/';

/** What the process of `sendLoad` does. @throws when any answer was not 2xx. */
export const runLoad = async ([text = '{}']: readonly string[]): Promise<void> => {
  const { url, connections, seconds, rate, method, paths, token, body }: Load = JSON.parse(text);
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body && { 'content-type': 'application/json' }),
  };
  const fresh = (request: autocannon.Request): autocannon.Request => ({
    ...request,
    path: any(paths),
    headers: { ...headers, ...(body && { 'idempotency-key': randomUUID() }) },
  });
  const result = await autocannon({
    ...{ url, connections, duration: seconds },
    ...(rate !== undefined && { overallRate: rate }),
    requests: [
      {
        method,
        path: any(paths),
        headers,
        setupRequest: fresh,
        ...(body && { body: JSON.stringify(body) }),
      },
    ],
  });
  const { non2xx, errors, timeouts, latency } = result;
  if (non2xx + errors + timeouts > 0)
    throw new Error(`${non2xx} answers were no 2xx, ${errors} errors, ${timeouts} timeouts`);
  const perSecond = result['2xx'] / result.duration;
  process.send?.({ perSecond, p50: latency.p50, p99: latency.p99 });
  process.disconnect?.();
};
