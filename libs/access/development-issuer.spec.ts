import { systemClock } from '@talentloop/event-sourcing';
import { testDatabase, type TestDatabase } from '@talentloop/testing';
import { decodeJwt } from 'jose';
import { Pool } from 'pg';
import { DevelopmentIssuer, keysInMemory, keysInPostgres } from './development-issuer';
import { isPersona, type Persona, personas } from './personas';

let database: TestDatabase;
let pools: readonly Pool[];

beforeAll(async () => {
  database = await testDatabase();
  const { connectionString } = database;
  pools = [new Pool({ connectionString }), new Pool({ connectionString })];
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await database.drop();
});

const open = () => DevelopmentIssuer.open(keysInMemory(), systemClock);

it('issues every persona a token that its verifier reads back', async () => {
  const issuer = await open();
  const names = Object.keys(personas).filter(isPersona);
  for (const name of names) {
    const subject = await issuer.verifier().verify(await issuer.issue(name));
    expect(subject).toMatchObject({ id: name, roles: personas[name].roles });
  }
  expect(names).toEqual(
    expect.arrayContaining([
      'caseworker',
      'supervisor',
      'caseworker-online',
      'housing-officer',
      'portal',
      'portal-b',
      'talent',
      'auditor',
      'privacy-officer',
      'privacy-officer-b',
      'operator',
    ]),
  );
});

it.each([
  ['caseworker', { centre: 'loop-onsite' }],
  ['supervisor', { centre: 'loop-onsite' }],
  ['caseworker-online', { centre: 'online' }],
  ['portal', { client: 'portal' }],
  ['portal-b', { client: 'portal-b' }],
] satisfies [Persona, object][])('%s is of %j', async (persona, claims) => {
  const issuer = await open();
  expect(await issuer.verifier().verify(await issuer.issue(persona))).toMatchObject(claims);
});

it('makes the talent who the token is asked for, and nobody else', async () => {
  const issuer = await open();
  expect(await issuer.verifier().verify(await issuer.issue('talent', 't-1'))).toEqual({
    id: 't-1',
    roles: ['talent'],
    talentId: 't-1',
  });
  expect(decodeJwt(await issuer.issue('portal', 't-1'))).not.toHaveProperty('talent_id');
});

it('shares its key with every process on the database, also when they start at once', async () => {
  const issuers = await Promise.all(
    [...pools, ...pools].map((pool) => DevelopmentIssuer.open(keysInPostgres(pool), systemClock)),
  );
  const kids = new Set(issuers.map((issuer) => issuer.keySet().keys[0]?.kid));
  expect(kids.size).toBe(1);
  const [first, last] = [issuers[0], issuers.at(-1)];
  const token = await first?.issue('auditor');
  expect(await last?.verifier().verify(token ?? '')).toMatchObject({ id: 'auditor' });
});

it('publishes no private key', async () => {
  expect((await open()).keySet().keys[0]).not.toHaveProperty('d');
});

it('does not exist in production', async () => {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await expect(open()).rejects.toThrow('production');
  } finally {
    process.env['NODE_ENV'] = before;
  }
});

it('knows no persona by an inherited name', () => {
  expect(isPersona('constructor')).toBe(false);
  expect(isPersona('toString')).toBe(false);
});
