import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { thingsApp, type ThingsApp } from './things-app';

let things: ThingsApp;
let token: string;
let port: number;

beforeAll(async () => {
  things = await thingsApp();
  token = await things.token('caseworker');
  await things.app.listen(0, '127.0.0.1');
  ({ port } = things.app.getHttpServer().address() as AddressInfo);
});
afterAll(() => things.close());

const JSON_TYPE = 'application/json';
const url = (path: string): string => `http://127.0.0.1:${port}${path}`;

interface Told {
  readonly id?: string;
  readonly title?: string;
  readonly errors?: readonly { readonly pointer: string }[];
}

const post = async (body: string | Buffer | undefined, headers: Record<string, string> = {}) => {
  const answer = await fetch(url('/things'), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': JSON_TYPE, ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Told };
};

const deep = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const name = (json: string): string => `{"name":${json}}`;

describe('bodies', () => {
  it.each([
    ['not JSON', 'nonsense', 'malformed-json', undefined],
    ['cut short', '{"name":"x"', 'malformed-json', undefined],
    ['a list', '[]', 'malformed-json', undefined],
    ['a text', '"x"', 'malformed-json', undefined],
    ['null', 'null', 'malformed-json', undefined],
    ['a trailing comma', '{"name":"x",}', 'malformed-json', undefined],
    ['nested 300 deep', deep(300), 'malformed-json', undefined],
    ['nested 65 deep', deep(65), 'malformed-json', undefined],
    ['100,000 brackets', '['.repeat(100_000), 'malformed-json', undefined],
    ['nested 64 deep', deep(64), 'invalid-input', '/a'],
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'malformed-json', undefined],
    ['UTF-16', Buffer.from('{"name":"x"}', 'utf16le'), 'malformed-json', undefined],
    ['__proto__', '{"name":"x","__proto__":{"a":1}}', 'invalid-input', '/__proto__'],
    ['constructor', '{"name":"x","constructor":{}}', 'invalid-input', '/constructor'],
    ['prototype inside', '{"name":{"prototype":1}}', 'invalid-input', '/name/prototype'],
    ['a lone surrogate', name('"\\ud800"'), 'invalid-input', '/name'],
    ['surrogates turned', name('"\\udc00\\ud800"'), 'invalid-input', '/name'],
    ['U+0000', name('"a\\u0000b"'), 'invalid-input', '/name'],
    ['a bell', name('"\\u0007"'), 'invalid-input', '/name'],
    ['DEL', name('"\\u007f"'), 'invalid-input', '/name'],
    ['a C1 control', name('"\\u0085"'), 'invalid-input', '/name'],
    ['null for a field', name('null'), 'invalid-input', '/name'],
    ['a number that overflows', '{"name":"x","n":1e999}', 'invalid-input', '/n'],
    ['an unknown field', '{"name":"x","more":1}', 'invalid-input', '/more'],
    ['an unknown field with a slash', '{"name":"x","a/b~c":1}', 'invalid-input', '/a~1b~0c'],
    ['toString', '{"name":"x","toString":"x"}', 'invalid-input', '/toString'],
    ['nothing required', '{}', 'invalid-input', '/name'],
    ['a number for a text', name('1'), 'invalid-input', '/name'],
    ['a list for a text', name('["x"]'), 'invalid-input', '/name'],
    ['an object for a text', name('{"length":1}'), 'invalid-input', '/name'],
    ['an empty text', name('""'), 'invalid-input', '/name'],
    ['a text too long', name(`"${'x'.repeat(101)}"`), 'invalid-input', '/name'],
  ])('%s is 400', async (_, body, code, pointer) => {
    const answer = await post(body);
    expect(answer).toMatchObject({ status: 400, body: { status: 400, code, instance: '/things' } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const pointers = answer.body.errors?.map((error) => error.pointer);
    expect(pointer === undefined ? !pointers : pointers?.includes(pointer)).toBe(true);
    expect(JSON.stringify(answer.body)).not.toMatch(/ at |node_modules|select /);
  });

  it.each([
    ['tab and line breaks', name('"a\\tb\\r\\nc"')],
    ['a name given twice', '{"name":"x","name":"y"}'],
    ['an emoji of two surrogates', name('"\\ud83d\\ude00"')],
    ['three scripts', name('"陳大文 陈大文 Chan"')],
    ['a brace in a text', name('"{[{[\\"{["')],
    ['white space', ` \n${name('"x"')} `],
  ])('%s is fine', async (_, body) => {
    expect((await post(body)).status).toBe(201);
  });

  it('is 413 beyond one mebibyte, with and without a length', async () => {
    const big = JSON.stringify({ name: 'x'.repeat(2_000_000) });
    expect(await post(big)).toMatchObject({ status: 413, body: { code: 'payload-too-large' } });
    const answer = await things.app.inject({
      method: 'POST',
      url: '/things',
      payload: big,
      headers: { authorization: `Bearer ${token}`, 'content-type': JSON_TYPE },
    });
    expect(answer.statusCode).toBe(413);
  });

  it.each([
    ['text/plain', {}],
    ['application/x-www-form-urlencoded', {}],
    ['multipart/form-data; boundary=x', {}],
    ['application/xml', {}],
    ['application/json-patch+json', {}],
    [JSON_TYPE, { 'content-encoding': 'gzip' }],
  ])('%s %j is 415', async (type, headers) => {
    const answer = await post('name=x', { 'content-type': type, ...headers });
    expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } });
  });

  it('counts an empty one as an object', async () => {
    expect(await post('')).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect(await post(undefined)).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    const supervisor = await things.token('supervisor');
    const { body: thing } = await post(name('"x"'));
    const headers = { authorization: `Bearer ${supervisor}` };
    const scrap = url(`/things/${thing.id}/scrap`);
    expect((await fetch(scrap, { method: 'POST', headers, body: '{"a":1}' })).status).toBe(415);
    const typed = { ...headers, 'content-type': JSON_TYPE };
    const surplus = await fetch(scrap, { method: 'POST', headers: typed, body: '{"a":1}' });
    expect([surplus.status, await surplus.json()]).toMatchObject([
      400,
      { errors: [{ pointer: '/a' }] },
    ]);
    expect((await fetch(scrap, { method: 'POST', headers })).status).toBe(200);
    // curl -d '' says it sends a form, and sends nothing.
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
    expect((await fetch(scrap, { method: 'POST', headers: form, body: '' })).status).toBe(200);
  });
});

describe('addresses', () => {
  it.each([
    ['/things/%zz', 400],
    ['/things/%00', 404],
    ['/things/..%2f..%2fetc', 404],
    [`/things/${'x'.repeat(2_000)}`, 414],
    ['/things?limit=0', 400],
    ['/things?limit=201', 400],
    ['/things?limit=1e1', 400],
    ['/things?limit=', 400],
    ['/things?limit=1&limit=2', 400],
    ['/things?unknown=1', 400],
    ['/things?status=gone', 400],
    ['/things?cursor=x', 400],
    ['/things?cursor=a.b', 400],
    ['/things?__proto__=x', 400],
    ['/things?constructor=x', 400],
    ['/things?cursor=%00', 400],
    ['/things?cursor=%ff', 400],
    ["/things?status=kept'--", 400],
    ['/nothing', 404],
    ['//things', 404],
  ])('%s is %i', async (path, status) => {
    const answer = await fetch(url(path), { headers: { authorization: `Bearer ${token}` } });
    expect(await answer.json()).toMatchObject({ status });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])('%s is 405', async (method) => {
    const answer = await things.app.inject({ method: method as 'PUT', url: '/things?x=1' });
    expect([answer.statusCode, answer.headers['allow']]).toEqual([405, 'GET, HEAD, POST']);
    expect(answer.json()).toMatchObject({ code: 'method-not-allowed', instance: '/things' });
  });
});

describe('headers', () => {
  it.each([
    ['if-match', '3'],
    ['if-match', 'W/"3"'],
    ['if-match', '"-1"'],
    ['if-match', '"01"'],
    ['if-match', '"1", "2"'],
    ['if-match', ''],
    ['x-correlation-id', 'nonsense'],
    ['x-correlation-id', ''],
    ['idempotency-key', ''],
    ['idempotency-key', 'x'.repeat(256)],
    ['idempotency-key', 'schlüssel'],
  ])('%s: %s is 400', async (header, value) => {
    const answer = await post(name('"x"'), { [header]: value });
    expect(answer).toMatchObject({ status: 400, body: { code: 'malformed-request' } });
  });

  it('may be in any case, and say any language', async () => {
    const answer = await post('{', { 'accept-language': 'fr, zh-HK;q=0.8, en;q=0.1' });
    expect(answer.body.title).toBe('內容不是可接受的 JSON');
    expect(answer.headers.get('content-language')).toBe('zh-Hant');
  });
});

describe('what is no HTTP', () => {
  const raw = async (text: string): Promise<string> => {
    const socket = connect(port, '127.0.0.1');
    socket.write(text);
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    await once(socket, 'close');
    return answer;
  };

  it.each([
    ['noise', '\u0001\u0002\r\n\r\n', '400'],
    ['an unknown method', 'BREW / HTTP/1.1\r\nHost: x\r\n\r\n', '400'],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      '400',
    ],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      '400',
    ],
    [
      'a header without end',
      `GET / HTTP/1.1\r\nHost: x\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`,
      '431',
    ],
  ])('%s is a problem too', async (_, text, status) => {
    const answer = await raw(text);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('application/problem+json');
  });
});
