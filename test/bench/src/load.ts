import autocannon from 'autocannon';
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { sendPaced } from './paced';

/** Requests that are sent for some time, each to one of the paths at random. */
export interface Load {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** Requests per second, at even intervals. Without it, as many as the connections can carry. */
  readonly rate?: number;
  readonly method: 'GET' | 'POST';
  readonly paths: readonly string[];
  readonly token: string;
  /** The body. Each request has an Idempotency-Key of its own. */
  readonly body?: object;
}

export interface Loaded {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Sends the load from another process, so that the sender does not delay the measured process. */
export const sendLoad = (load: Load): Promise<Loaded> =>
  new Promise((resolve, reject) => {
    const child = fork(__filename, ['--load', JSON.stringify(load)]);
    child.once('message', (message) => resolve(message as Loaded));
    child.once('exit', (code) => code !== 0 && reject(new Error(`the load ended with ${code}`)));
  });

const any = (paths: readonly string[]): string =>
  paths[Math.floor(Math.random() * paths.length)] ?? '/';

const headersOf = ({ token, body }: Load): Record<string, string> => ({
  authorization: `Bearer ${token}`,
  ...(body && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
});

/** As many requests as the connections can carry. @throws Error if an answer was not 2xx. */
const flooded = async (load: Load): Promise<Loaded> => {
  const { url, connections, seconds, method, paths, body } = load;
  const fresh = (request: autocannon.Request): autocannon.Request => ({
    ...request,
    path: any(paths),
    headers: headersOf(load),
  });
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [
      {
        method,
        path: any(paths),
        headers: headersOf(load),
        setupRequest: fresh,
        ...(body && { body: JSON.stringify(body) }),
      },
    ],
  });
  const { non2xx, errors, timeouts, latency } = result;
  if (non2xx + errors + timeouts > 0)
    throw new Error(`${non2xx} answers were no 2xx, ${errors} errors, ${timeouts} timeouts`);
  return { perSecond: result['2xx'] / result.duration, p50: latency.p50, p99: latency.p99 };
};

const sendOne = (load: Load, agent: http.Agent): Promise<number> =>
  new Promise((resolve, reject) => {
    const text = load.body && JSON.stringify(load.body);
    const headers = {
      ...headersOf(load),
      ...(text && { 'content-length': Buffer.byteLength(text) }),
    };
    const options = { agent, method: load.method, headers };
    const request = http.request(new URL(any(load.paths), load.url), options, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode ?? 0));
      answer.once('error', reject);
    });
    request.once('error', reject);
    request.end(text);
  });

/** The work of the process that `sendLoad` starts. */
export const runLoad = async ([text = '{}']: readonly string[]): Promise<void> => {
  const load: Load = JSON.parse(text);
  const { rate, seconds, connections } = load;
  const loaded =
    rate === undefined
      ? await flooded(load)
      : await sendPaced({ perSecond: rate, seconds, connections }, (agent) => sendOne(load, agent));
  process.send?.(loaded);
  process.disconnect?.();
};
