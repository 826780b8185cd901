import { Body, Controller, Get, Inject, Post, Res } from '@nestjs/common';
import { until } from '@talentloop/testing';
import type { FastifyReply } from 'fastify';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Allow, defaultAdmission, DRAINING, EventStream, Streams, Text } from '../index';
import { thingsApp, type ThingsApp } from './things-app';

/** What the slow routes wait for, and how far they have come; another one for each test. */
const progress = () => ({ inside: 0, go: new AbortController(), sent: 0, letGo: 0 });
let slow = progress();
const CHUNK = `data: ${'x'.repeat(262_144)}\n\n`;
const STALLED_MS = 300;

class Said {
  @Text({ max: 10_000 }) readonly text!: string;
}

@Controller('slow')
class SlowController {
  constructor(@Inject(DRAINING) private readonly draining: AbortSignal) {}

  @Allow('caseworker')
  @Post()
  async wait(@Body() _: Said): Promise<object> {
    const mine = slow;
    mine.inside += 1;
    if (!mine.go.signal.aborted) await once(mine.go.signal, 'abort');
    mine.inside -= 1;
    return {};
  }

  @Allow('caseworker')
  @Streams()
  @Get('events')
  async follow(@Res() reply: FastifyReply): Promise<void> {
    const mine = slow;
    const stream = new EventStream(reply, this.draining, STALLED_MS);
    for (; !stream.signal.aborted && mine.sent < 400; mine.sent += 1) await stream.send(CHUNK);
    mine.letGo += 1;
    stream.end();
  }
}

let things: ThingsApp;
let headers: Record<string, string>;
let port: number;

const start = async (limits: object): Promise<void> => {
  slow = progress();
  things = await thingsApp(undefined, [SlowController], { ...defaultAdmission, ...limits });
  await things.app.listen(0, '127.0.0.1');
  ({ port } = things.app.getHttpServer().address() as AddressInfo);
  const authorization = `Bearer ${await things.token('caseworker')}`;
  headers = { authorization, 'content-type': 'application/json' };
};
afterEach(async () => {
  slow.go.abort();
  things.app.getHttpServer().closeAllConnections();
  await things.close();
});

const post = (text: string, signal?: AbortSignal): Promise<Response> =>
  fetch(`http://127.0.0.1:${port}/slow`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ text }),
    ...(signal && { signal }),
  });
/** A request like any other, about nothing. */
const look = async (): Promise<number> => {
  const reply = await fetch(`http://127.0.0.1:${port}/things/${randomUUID()}`, { headers });
  await reply.text();
  return reply.status;
};
const inside = (count: number): Promise<void> =>
  until(`${count} are inside`, () => slow.inside === count);

/** Sends the head of a request whose body is still to come. */
const announce = (length: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path: '/slow', method: 'POST' }, (answer) => {
      resolve(answer.statusCode);
      answer.resume();
      sent.destroy();
    });
    for (const [name, value] of Object.entries(headers)) sent.setHeader(name, value);
    if (length === 'chunked') sent.setHeader('transfer-encoding', length);
    else sent.setHeader('content-length', length);
    sent.on('error', reject).flushHeaders();
  });

describe('a process that is asked too much at once', () => {
  it('turns away with 503 and Retry-After, and takes on again when one is answered', async () => {
    await start({ requestsMax: 3 });
    const held = Array.from({ length: 3 }, () => post('held'));
    await inside(3);
    const refused = await post('too many');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await refused.json()).toMatchObject({ code: 'overloaded', status: 503 });
    for (const path of ['/health/live', '/metrics'])
      expect((await fetch(`http://127.0.0.1:${port}${path}`)).status).toBe(200);
    slow.go.abort();
    expect((await Promise.all(held)).map(({ status }) => status)).toEqual([201, 201, 201]);
    expect((await post('after')).status).toBe(201);
  });

  it('has room again for whoever gave up waiting', async () => {
    await start({ requestsMax: 1 });
    const impatient = new AbortController();
    const given = post('held', impatient.signal).catch(() => undefined);
    await inside(1);
    expect((await post('too many')).status).toBe(503);
    impatient.abort();
    await given;
    await until('there is room', async () => (await look()) === 404);
    // Its work went on; only its place was given to somebody else.
    expect(slow.inside).toBe(1);
  });

  it('counts the bytes that bodies may bring, whether or not they say so', async () => {
    await start({ bodyBytesMax: 1_500_000 });
    const held = post('held');
    await inside(1);
    expect(await announce('1500000')).toBe(413);
    const first = announce('1000000').catch(() => undefined);
    await until('the next is too much', async () => (await announce('900000')) === 503, 2_000);
    expect(await announce('chunked')).toBe(503);
    slow.go.abort();
    await held;
    things.app.getHttpServer().closeAllConnections();
    await first;
  });
});

describe('a stream of changes', () => {
  const follow = (): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}/slow/events`, { headers });

  it('has a place of its own: beyond so many, 503 with Retry-After', async () => {
    await start({ streamsMax: 2, requestsMax: 1 });
    const streams = await Promise.all([follow(), follow()]);
    expect(streams.map(({ status }) => status)).toEqual([200, 200]);
    const refused = await follow();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await look()).toBe(404);
    await Promise.all(streams.map(({ body }) => body?.cancel()));
    await until('a place is free', async () => {
      const reply = await follow();
      await reply.body?.cancel();
      return reply.status === 200;
    });
  });

  it('waits for a reader that does not read, keeps next to nothing, and lets it go', async () => {
    await start({});
    const socket = connect(port, '127.0.0.1');
    const { authorization } = headers;
    socket.write(`GET /slow/events HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\n\r\n`);
    await once(socket, 'readable');
    socket.pause();
    await until('it is let go', () => slow.letGo === 1);
    // What the operating system's buffers took, of 100 MB that there was to say.
    expect(slow.sent).toBeGreaterThan(0);
    expect(slow.sent).toBeLessThan(100);
    socket.destroy();
  });
});
