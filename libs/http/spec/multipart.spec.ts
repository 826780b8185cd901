import { Controller, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import {
  Allow,
  Answer,
  RequestedCommand,
  type CommandRequest,
  CommandRunner,
  done,
  Multipart,
  uploadOf,
} from '../index';
import { thingsApp, type ThingsApp } from './things-app';

const receipt = { stream: 's', id: 'file', revision: 0, position: 1, correlationId: 'c' };

@Controller('files')
class FilesController {
  constructor(private readonly runner: CommandRunner) {}

  @Allow('caseworker')
  @Multipart()
  @Post()
  async attach(
    @RequestedCommand() asked: CommandRequest,
    @Req() request: FastifyRequest,
  ): Promise<Answer> {
    const { sha256 } = await uploadOf(request);
    return this.runner.run(
      { ...asked, body: { sha256 } },
      {
        work: async () => ({ ...receipt, changed: false, events: [] }),
        answer: (what) => ({ ...done(what), body: { sha256 } }),
      },
    );
  }
}

let things: ThingsApp;
beforeAll(async () => {
  things = await thingsApp(undefined, [FilesController]);
});
afterAll(() => things.close());

const attach = async (text: string, key: string, route = '/files') => {
  const payload = [
    '--b',
    'Content-Disposition: form-data; name="file"; filename="a.txt"',
    'Content-Type: text/plain',
    '',
    text,
    '--b--',
    '',
  ].join('\r\n');
  const authorization = `Bearer ${await things.token('caseworker')}`;
  const type = { 'content-type': 'multipart/form-data; boundary=b', 'idempotency-key': key };
  const headers = { authorization, ...type };
  return things.app.inject({ method: 'POST', url: route, payload, headers });
};

it('is taken where a route says so, and nowhere else', async () => {
  expect((await attach('hello', 'a')).statusCode).toBe(200);
  expect((await attach('hello', 'a', '/things')).statusCode).toBe(415);
});

it('is one request by its content', async () => {
  const first = await attach('one', 'k');
  expect((await attach('one', 'k')).body).toBe(first.body);
  expect((await attach('two', 'k')).statusCode).toBe(422);
});

it('may be larger than a JSON body, to a limit', async () => {
  expect((await attach('x'.repeat(3_000_000), 'l')).statusCode).toBe(200);
  const answer = await attach('x'.repeat(11_000_000), 'm');
  expect([answer.statusCode, answer.json().code]).toEqual([413, 'payload-too-large']);
});

it.each([
  ['cut short', 'boundary=b', 'name="file"; filename="a"\r\n\r\nhel'],
  ['without a boundary', '', 'name="file"; filename="a"\r\n\r\nhello\r\n--b--\r\n'],
  ['without a file', 'boundary=b', 'name="text"\r\n\r\nhello\r\n--b--\r\n'],
  ['nameless', 'boundary=b', 'name="file"; filename=""\r\n\r\nhello\r\n--b--\r\n'],
  ['named to poison', 'boundary=b', 'name="__proto__"; filename="a"\r\n\r\nx\r\n--b--\r\n'],
])('is 400 when it is %s', async (_, parameter, rest) => {
  const authorization = `Bearer ${await things.token('caseworker')}`;
  const headers = { authorization, 'content-type': `multipart/form-data; ${parameter}` };
  const payload = `--b\r\nContent-Disposition: form-data; ${rest}`;
  const answer = await things.app.inject({ method: 'POST', url: '/files', payload, headers });
  expect([answer.statusCode, answer.json().status]).toEqual([400, 400]);
});

it('is 415 when it is JSON', async () => {
  const authorization = `Bearer ${await things.token('caseworker')}`;
  const asked = { method: 'POST' as const, url: '/files', headers: { authorization } };
  expect((await things.app.inject({ ...asked, payload: {} })).statusCode).toBe(415);
});
