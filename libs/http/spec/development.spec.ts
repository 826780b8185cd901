import { createSecretKey } from 'node:crypto';
import { DevelopmentIssuer, keysInMemory } from '@talentloop/access';
import { testDatabase, type TestDatabase, until } from '@talentloop/testing';
import { Pool } from 'pg';
import { DevelopmentClock, InstallationModule } from '../index';
import { thingsApp, type ThingsApp } from './things-app';

let database: TestDatabase;
let pools: readonly [Pool, Pool];
let clocks: readonly [DevelopmentClock, DevelopmentClock];

beforeEach(async () => {
  database = await testDatabase();
  const { connectionString } = database;
  pools = [new Pool({ connectionString }), new Pool({ connectionString })];
  pools.forEach((pool) => pool.on('error', () => undefined));
  // At once, because processes of one installation start at once.
  clocks = await Promise.all([DevelopmentClock.open(pools[0]), DevelopmentClock.open(pools[1])]);
});
afterEach(async () => {
  await Promise.all(clocks.map((clock) => clock.close()));
  await Promise.all(pools.map((pool) => pool.end()));
  await database.drop();
});

const HOUR_MS = 3_600_000;
const later = (ms: number) => (now: string) => new Date(Date.parse(now) + ms).toISOString();
const ahead = (clock: DevelopmentClock): number =>
  Math.round((Date.parse(clock.now()) - Date.now()) / HOUR_MS);

it('has moved everywhere when the move is answered', async () => {
  for (let i = 1; i <= 20; i += 1) {
    const [mover, other] = i % 2 ? clocks : [clocks[1], clocks[0]];
    await mover.moveTo(later(HOUR_MS));
    expect([i, ahead(mover), ahead(other)]).toEqual([i, i, i]);
  }
});

it('loses no move when both move at once', async () => {
  await Promise.all(
    Array.from({ length: 10 }, (_, i) => (i % 2 ? clocks[0] : clocks[1]).moveTo(later(HOUR_MS))),
  );
  expect(clocks.map(ahead)).toEqual([10, 10]);
});

it('wakes who waits for the time, in every process, until told not to', async () => {
  let woken = 0;
  const stop = clocks[1].onMoved(() => (woken += 1));
  await clocks[0].moveTo(later(HOUR_MS));
  expect(woken).toBe(1);
  stop();
  await clocks[0].moveTo(later(HOUR_MS));
  expect(woken).toBe(1);
});

it('is kept over a restart, and may be set back', async () => {
  await clocks[0].moveTo(later(48 * HOUR_MS));
  const restarted = await DevelopmentClock.open(pools[1]);
  expect(ahead(restarted)).toBe(48);
  await restarted.close();
  await clocks[0].moveTo(() => new Date().toISOString());
  expect(clocks.map(ahead)).toEqual([0, 0]);
});

it('follows again after its connection was cut', async () => {
  const others = `select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  await pools[0].query(others);
  // An instant, because a move whose connection was cut may have been made: it is made again.
  const inFiveHours = later(5 * HOUR_MS)(clocks[0].now());
  const move = () => clocks[0].moveTo(() => inFiveHours);
  await move().catch(move);
  await until('both have moved', () => clocks.every((clock) => ahead(clock) === 5));
  await clocks[0].moveTo(later(HOUR_MS));
  await until('both follow again', () => clocks.every((clock) => ahead(clock) === 6));
  expect(clocks.map(ahead)).toEqual([6, 6]);
});

it('waits for no process that is gone', async () => {
  const showing = async (): Promise<number | null> => {
    const held = `select from pg_locks join pg_database on pg_database.oid = database
      where datname = current_database() and locktype = 'advisory' and granted`;
    return (await pools[0].query(held)).rowCount;
  };
  expect(await showing()).toBe(2);
  await clocks[1].close();
  await until('it holds no lock that a move waits for', async () => (await showing()) === 1);
  await clocks[0].moveTo(later(HOUR_MS));
  expect(ahead(clocks[0])).toBe(1);
});

describe('routes', () => {
  let things: ThingsApp;
  beforeEach(async () => {
    things = await thingsApp(database.connectionString);
  });
  afterEach(() => things.close());
  const post = (url: string, payload: object) =>
    things.app.inject({ method: 'POST', url, payload });

  it('gives a token that the gate takes', async () => {
    const answer = await post('/dev/token', { persona: 'caseworker' });
    expect(answer.statusCode).toBe(200);
    const authorization = `Bearer ${answer.json().access_token}`;
    const asked = { method: 'GET' as const, url: '/things/x', headers: { authorization } };
    expect((await things.app.inject(asked)).statusCode).toBe(404);
    await post('/dev/clock', { advance: 'PT48H' });
    expect((await things.app.inject(asked)).statusCode).toBe(401);
    const { access_token: fresh } = (await post('/dev/token', { persona: 'caseworker' })).json();
    const headers = { authorization: `Bearer ${fresh}` };
    expect((await things.app.inject({ ...asked, headers })).statusCode).toBe(404);
  });

  it.each([
    ['/dev/token', {}],
    ['/dev/token', { persona: 'king' }],
    ['/dev/token', { persona: 'constructor' }],
    ['/dev/token', { persona: 'talent', talentId: 'x' }],
    ['/dev/token', { persona: 'talent', more: 1 }],
    ['/dev/clock', {}],
    ['/dev/clock', { advance: '-PT1H' }],
    ['/dev/clock', { advance: 'tomorrow' }],
    ['/dev/clock', { advance: 48 }],
    ['/dev/clock', { advance: 'P9999Y' }],
  ])('%s %j is 400', async (url, body) => {
    expect((await post(url, body)).statusCode).toBe(400);
  });

  it('answers the time that the clock shows then', async () => {
    const answer = await post('/dev/clock', { advance: 'P1D' });
    expect([answer.statusCode, ahead(clocks[0])]).toEqual([200, 24]);
    expect(Math.abs(Date.parse(answer.json().now) - Date.parse(clocks[0].now()))).toBeLessThan(
      2_000,
    );
  });
});

it('does not exist in production', async () => {
  const [clock] = clocks;
  const issuer = await DevelopmentIssuer.open(keysInMemory(), clock);
  const installation = {
    pool: pools[0],
    clock,
    verifier: issuer.verifier(),
    secret: createSecretKey(Buffer.alloc(32)),
    readiness: { waitingFor: () => [] },
    development: { issuer, clock },
  };
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await expect(DevelopmentClock.open(pools[0])).rejects.toThrow('production');
    expect(() => InstallationModule.forRoot(installation)).toThrow('production');
  } finally {
    process.env['NODE_ENV'] = before;
  }
});
