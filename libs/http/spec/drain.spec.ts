import { once } from 'node:events';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { until } from '@talentloop/testing';
import { drainNoticeMs } from '../index';
import { thingsApp, type ThingsApp } from './things-app';

let things: ThingsApp;
let port: number;

const listen = async (): Promise<void> => {
  things = await thingsApp();
  await things.app.listen(0, '127.0.0.1');
  ({ port } = things.app.getHttpServer().address() as AddressInfo);
};
interface Answered {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** Without an agent each request has a connection of its own. */
const ask = (path = '/health/live', agent: Agent | false = false): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path, agent }, (answer) => {
      const { statusCode: status, headers } = answer;
      answer.resume().on('end', () => resolve({ status, headers }));
    });
    sent.on('error', reject).end();
  });

describe('a drain', () => {
  afterEach(() => things.close());

  it('fails no request of callers that keep their connections', async () => {
    await listen();
    const agent = new Agent({ keepAlive: true, maxSockets: 16 });
    let [refused, answered] = [0, 0];
    const failed: string[] = [];
    const worker = async (): Promise<void> => {
      let isOpen = true;
      while (isOpen) {
        try {
          const { headers } = await ask('/health/live', agent);
          answered += 1;
          isOpen = headers.connection !== 'close';
        } catch (error) {
          const code = error instanceof Error && 'code' in error ? String(error.code) : '';
          // Nobody listens any more: the connection was never made, so no request was lost.
          if (code === 'ECONNREFUSED') refused += 1;
          else failed.push(code);
          isOpen = false;
        }
      }
    };
    const workers = Array.from({ length: 16 }, worker);
    await until('all are at work', () => answered > 100);
    const ended = things.drain.drain();
    expect(things.drain.signal.aborted).toBe(true);
    await Promise.all(workers);
    await ended;
    expect(failed).toEqual([]);
    expect(refused).toBeLessThanOrEqual(16);
    await expect(ask()).rejects.toThrow('ECONNREFUSED');
    agent.destroy();
  });

  it('answers whoever had connected before it stopped listening', async () => {
    await listen();
    const answers = Array.from({ length: 50 }, () => ask());
    // The connections are made now, and wait in the system's queue to be let in.
    await new Promise<void>((resolve) => process.nextTick(resolve));
    const ended = things.drain.drain();
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(
      answers.map(() => 200),
    );
    await ended;
  });

  it('tells how long an idle connection may be used, and leaves it open as long', async () => {
    await listen();
    const socket = connect(port, '127.0.0.1');
    socket.write('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n');
    const [head] = (await once(socket, 'data')) as [Buffer];
    const [, seconds] = /^keep-alive: timeout=(\d+)/im.exec(String(head)) ?? [];
    expect(Number(seconds)).toBeGreaterThan(1);
    const drained = performance.now();
    const ended = things.drain.drain();
    await once(socket, 'close');
    expect(performance.now() - drained).toBeGreaterThan(Number(seconds) * 1_000);
    await ended;
  });

  it('takes connections as long as DRAIN_NOTICE_MS says, and says it is not ready', async () => {
    process.env['DRAIN_NOTICE_MS'] = '500';
    await listen().finally(() => delete process.env['DRAIN_NOTICE_MS']);
    const [began, ended] = [performance.now(), things.drain.drain()];
    await turn();
    expect(await ask('/health/ready')).toMatchObject({
      status: 503,
      headers: { connection: 'close' },
    });
    expect((await ask('/health/live')).status).toBe(200);
    await ended;
    expect(performance.now() - began).toBeGreaterThanOrEqual(499);
    await expect(ask()).rejects.toThrow('ECONNREFUSED');
  });
});

it.each(['-1', 'soon', '60001', '1.5'])('refuses a notice of %s', (asked) => {
  expect(() => drainNoticeMs(asked)).toThrow(`DRAIN_NOTICE_MS is ${asked}`);
});
