import { Caller, type Json, type Reply, type TestInstallation } from '@talentloop/testing/journeys';
import { admission, casework, homes } from './steps/arrival';
import { take } from './steps/journey';
import {
  filled,
  type Operation,
  operationsOf,
  resolved,
  sampleOf,
  type Schema,
} from './steps/operations';
import { eventCounts, settled } from './steps/settled';
import { callersOf, startWorld } from './steps/world';

let app: TestInstallation;
let document: Json;
let posts: readonly Operation[];
let ids: Readonly<Record<string, string>>;
const callers = new Map<string, Caller>();

beforeAll(async () => {
  app = await startWorld();
  document = (await app.as('portal').get('/openapi.json')).body;
  posts = operationsOf(document).filter(({ method, multipart }) => method === 'POST' && !multipart);
  const known: Record<string, string> = {};
  const as = callersOf(app, () => known['talent']);
  await take({ as, known }, [...homes, ...admission, ...casework]);
  const { property = '', unit = '', talent = '', document: documentId = '' } = known;
  const { case: theCase = '', request = '', task: taskId = '' } = known;
  ids = {
    talents: talent,
    cases: theCase,
    'accommodation-requests': request,
    units: unit,
    properties: property,
    documentId,
    taskId,
  };
  await settled(app.connectionString);
}, 60_000);
afterAll(() => app.stop());

/** A caller with a role that the route accepts, or any caller if the route accepts everybody. */
const callerOf = ({ roles: [persona] }: Operation): Caller => {
  if (persona === undefined) return new Caller(app.url);
  const caller = callers.get(persona) ?? app.as(persona, ids['talents']);
  callers.set(persona, caller);
  return caller;
};

const problemsOf = ({ status, body, headers }: Reply, allowed: readonly number[]): string[] => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return [
    ...(allowed.includes(status) ? [] : [`status ${status}`]),
    ...(headers.get('content-type')?.includes('application/problem+json') ? [] : ['no problem']),
    ...(body?.status === status && /^[a-z-]+$/.test(body?.code)
      ? []
      : [`body ${text.slice(0, 200)}`]),
    ...(/\bat .*[:(]\d+|node_modules|\.ts\b|select .* from|syntax error/i.test(text)
      ? ['a stack']
      : []),
  ];
};

/** Bytes that no route accepts. */
const hostileBytes: Readonly<
  Record<string, readonly [string | Uint8Array<ArrayBuffer>, number[]]>
> = {
  'half of JSON': ['{"a":', [400]],
  'a list': ['[]', [400]],
  'a text': ['"text"', [400]],
  null: ['null', [400]],
  'depth 300': [`${'{"a":'.repeat(300)}1${'}'.repeat(300)}`, [400]],
  'a list of depth 300': [`{"a":${'['.repeat(300)}${']'.repeat(300)}}`, [400]],
  'a prototype': ['{"__proto__":{"roles":["supervisor"]}}', [400]],
  'a constructor': ['{"constructor":{"prototype":{"x":1}}}', [400]],
  'an unknown field': ['{"surprise":true}', [400]],
  'a lone surrogate as a name': ['{"\\ud800":1}', [400]],
  'a number that overflows': ['{"a":1e999}', [400]],
  'invalid UTF-8': [new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), [400]],
  '2 MB': [`{"a":"${'x'.repeat(2_000_000)}"}`, [413]],
};

describe('every POST of the API’s description', () => {
  it('is there', () => {
    expect(posts.length).toBeGreaterThan(60);
  });

  it.each(Object.entries(hostileBytes))(
    'refuses %s cleanly',
    async (_, [bytes, allowed]) => {
      const wrong: string[] = [];
      for (const post of posts) {
        const reply = await callerOf(post).send('POST', filled(post.path, ids), bytes);
        wrong.push(...problemsOf(reply, allowed).map((each) => `${post.path}: ${each}`));
      }
      expect(wrong).toEqual([]);
    },
    60_000,
  );

  it('refuses another type, and bytes of no type', async () => {
    for (const post of posts)
      for (const type of ['text/plain', 'application/xml', 'multipart/form-data; boundary=x']) {
        const headers = { 'content-type': type };
        const reply = await callerOf(post).send('POST', filled(post.path, ids), 'x', { headers });
        expect([post.path, type, problemsOf(reply, [415])]).toEqual([post.path, type, []]);
      }
  }, 60_000);
});

/** The sample with one wrong property, at any depth. */
const spoiled = (schema: Schema, sample: Json): readonly (readonly [string, Json])[] =>
  Object.entries<Schema>(resolved(document, schema)?.properties ?? {}).flatMap(([name, of]) => {
    const inner = resolved(document, of);
    const values = worse(inner);
    const nested: Schema = inner.type === 'array' ? resolved(document, inner.items) : inner;
    const wrap = (value: Json): Json => (inner.type === 'array' ? [value] : value);
    const within = nested?.properties
      ? spoiled(nested, inner.type === 'array' ? sample[name][0] : sample[name])
      : [];
    return [
      ...values.map(
        (value) =>
          [
            `${name} = ${JSON.stringify(value)?.slice(0, 40)}`,
            { ...sample, [name]: value },
          ] as const,
      ),
      ...within.map(
        ([what, value]) => [`${name}.${what}`, { ...sample, [name]: wrap(value) }] as const,
      ),
    ];
  });

/** Values that a property with this schema must not accept. */
const worse = ({ type, format, enum: values }: Schema): readonly Json[] => {
  const always = [null, { toString: 1 }, [[]]];
  if (type === 'array')
    return [...always, {}, 5, [5], [null], Array.from({ length: 1_001 }, () => 'x')];
  if (type === 'integer') return [...always, 'one', 1.5, -1_000_000, 2 ** 60];
  if (type === 'boolean') return [...always, 'perhaps', 7];
  if (type !== 'string') return [null, 5, [[]], true];
  const texts = [...always, 5, true, '', '\ud800', 'a\u0000b', '\u0007', 'x'.repeat(10_001)];
  if (values) return [...texts, 'constructor', '__proto__'];
  if (format === 'date')
    return [...texts, '2026-02-30', '2026-13-01', 'tomorrow', '2026-2-3', '0000-00-00'];
  if (format === 'date-time')
    return [...texts, '2026-02-30T00:00:00Z', '2026-01-01T25:00:00Z', 'now'];
  if (format === 'uuid') return [...texts, 'x', "' or 1=1 --"];
  return texts;
};

it('refuses each property of every body that is not what it should be', async () => {
  const wrong: string[] = [];
  let sent = 0;
  for (const post of posts) {
    if (!post.body?.properties) continue;
    const sample = sampleOf(document, post.body);
    const path = filled(post.path, ids);
    for (const [what, body] of spoiled(post.body, sample)) {
      // JSON.stringify escapes lone surrogates, so the server receives them.
      const reply = await callerOf(post).send('POST', path, JSON.stringify(body));
      sent += 1;
      wrong.push(...problemsOf(reply, [400]).map((each) => `${post.path} ${what}: ${each}`));
    }
  }
  expect(wrong).toEqual([]);
  expect(sent).toBeGreaterThan(1_000);
}, 120_000);

it('has written nothing of all that', async () => {
  const before = await eventCounts(app.connectionString);
  await settled(app.connectionString);
  expect(await eventCounts(app.connectionString)).toEqual(before);
  expect((await app.as('auditor').post('/audit/verify')).body).toMatchObject({ ok: true });
});
