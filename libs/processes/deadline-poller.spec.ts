import {
  type Clock,
  deadline,
  type DeadlineRow,
  derivedId,
  give,
  readModel,
  type Receipt,
  type Rejection,
  rowsFrom,
} from '@talentloop/event-sourcing';
import { Session } from '@talentloop/log-following';
import {
  tally,
  type TallyEvent,
  TallyLog,
  tallyCodecs,
  testDatabase,
  type TestDatabase,
  until,
} from '@talentloop/testing';
import { Pool } from 'pg';
import { DeadlinePoller, type EffectContext } from './index';

let database: TestDatabase;
let pool: Pool;
let schemas = 0;
const ended: (() => Promise<void>)[] = [];

beforeAll(async () => {
  database = await testDatabase();
  pool = new Pool({ connectionString: database.connectionString, max: 8 });
});
afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** A tally must be closed by the moment that its owner names. */
const closing = (type: 'text' | 'timestamptz') =>
  deadline({
    name: 'tally-closing',
    readModel: readModel<DeadlineRow>(
      {
        name: 'tally_closing',
        version: 1,
        columns: { dueAt: type },
        indexes: [['dueAt']],
      },
      [
        rowsFrom(tally, {
          on: {
            TallyOpened: (_, { data }) => ({ dueAt: data.owner }),
            TallyHandedOver: (_, { data }) => ({ dueAt: data.owner }),
            TallyClosed: () => null,
          },
        }),
      ],
    ),
    fire: (_, key) => give(tally, key, { type: 'CloseTally', data: {} }),
  });

const by = (dueAt: string): TallyEvent => ({ type: 'TallyOpened', data: { owner: dueAt } });
const receipt: Receipt = {
  stream: 's',
  id: 'x',
  revision: 0,
  position: 1,
  correlationId: '',
  changed: true,
  events: [],
};

const startUntilTheEnd = (poller: DeadlinePoller, session: Session): void => {
  poller.start();
  ended.push(async () => {
    await poller.stop();
    await session.close();
  });
};

const poll = (type: 'text' | 'timestamptz' = 'timestamptz') => {
  const log = new TallyLog();
  const fired: { id: string; context: EffectContext }[] = [];
  const moved: (() => void)[] = [];
  const world = {
    log,
    fired,
    now: '2026-03-01T00:00:00.000Z',
    answer: (): Receipt | Rejection => receipt,
    move: (to: string) => {
      world.now = to;
      moved.forEach((tell) => tell());
    },
  };
  const clock: Clock = { now: () => world.now };
  const session = new Session(pool);
  const poller = new DeadlinePoller({
    deadline: closing(type),
    schema: `spec_${(schemas += 1)}`,
    pool,
    session,
    clock,
    store: log.store,
    codecs: tallyCodecs,
    pollMs: 10_000,
    onMoved: (tell) => {
      moved.push(tell);
      return () => undefined;
    },
    execute: async ({ id }, context) => {
      fired.push({ id, context });
      return world.answer();
    },
  });
  startUntilTheEnd(poller, session);
  return { ...world, world, poller };
};

describe.each(['timestamptz', 'text'] as const)('a deadline kept as %s', (type) => {
  it('fires at its instant, not before, and at once when the clock is moved', async () => {
    const { world, log, fired, poller } = poll(type);
    await log.add('a', by('2026-03-02T00:00:00.000Z'));
    await log.add('b', by('2026-03-03T00:00:00.000Z'));
    await poller.runner.waitFor(2, 5_000);
    world.move('2026-03-01T23:59:59.999Z');
    expect(await poller.fireDue()).toBe(0);
    world.move('2026-03-02T00:00:00.000Z');
    await until('it fires', () => fired.length > 0);
    expect(fired).toEqual([
      {
        id: 'a',
        context: {
          commandId: derivedId('a', 'tally-closing', '2026-03-02T00:00:00.000Z'),
          actor: { id: 'process:tally-closing', roles: ['system'] },
        },
      },
    ]);
  });

  it('fires what is due in pages, and does not spin on rows that stay', async () => {
    const { world, log, fired, poller } = poll(type);
    world.answer = () => ({ rejected: 'not-due' });
    for (let i = 0; i < 450; i += 1) await log.add(`t${i}`, by('2026-03-02T00:00:00.000Z'));
    expect(await poller.runner.waitFor(450, 5_000)).toBe(true);
    world.move('2026-03-02T00:00:00.000Z');
    await until('all fire', () => fired.length === 450);
    expect(await poller.fireDue()).toBe(0);
    await log.add('t7', { type: 'TallyHandedOver', data: { owner: '2026-03-04T00:00:00.000Z' } });
    await poller.runner.waitFor(451, 5_000);
    world.move('2026-03-04T00:00:00.000Z');
    await until('it fires anew', () => fired.length === 451);
    expect(await poller.fireDue()).toBe(0);
    expect(new Set(fired.map(({ context }) => context.commandId)).size).toBe(451);
  });
});

describe('a deadline', () => {
  it('tries again what failed', async () => {
    const { world, log, fired, poller } = poll();
    world.answer = () => {
      throw new Error('away');
    };
    await log.add('a', by('2026-02-01T00:00:00.000Z'));
    await poller.runner.waitFor(1, 5_000);
    await poller.fireDue();
    const failed = fired.length;
    world.answer = () => receipt;
    await poller.fireDue();
    expect(fired.length).toBeGreaterThan(failed);
    expect(await poller.fireDue()).toBe(0);
  });

  it('is set by its own events, not by those of the same name elsewhere', async () => {
    const { world, log, fired, poller } = poll();
    await log.add('a', by('2026-03-02T00:00:00.000Z'));
    await log.addNamesakes('b', { type: 'TallyOpened', data: { page: 1 } });
    await log.addNamesakes('a', { type: 'TallyClosed', data: { page: 2 } });
    expect(await poller.runner.waitFor(3, 5_000)).toBe(true);
    world.move('2026-03-02T00:00:00.000Z');
    await until('it fires', () => fired.length > 0);
    expect(fired.map(({ id }) => id)).toEqual(['a']);
  });

  it('does not fire what was dealt with', async () => {
    const { log, poller } = poll();
    await log.add('a', by('2026-03-02T00:00:00.000Z'), {
      type: 'TallyClosed',
      data: { result: 'completed' },
    });
    await poller.runner.waitFor(2, 5_000);
    expect(await poller.fireDue()).toBe(0);
  });
});
