import {
  type BusUnderTest,
  countingConsumer,
  integrationBusContract,
  Recorder,
  testDatabase,
  until,
  wire,
} from '@talentloop/testing';
import { withClient } from '@talentloop/log-following';
import { Pool } from 'pg';
import { type Disturbance, LogBus, trimMessages } from './index';

/** A random number generator (mulberry32) that repeats its numbers for a seed. */
const chance = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

const onDatabase = async (
  disturbance?: Disturbance,
): Promise<BusUnderTest & { connectionString: string }> => {
  const { connectionString, drop } = await testDatabase();
  const pool = new Pool({ connectionString, max: 12 });
  let topics = 0;
  return {
    connectionString,
    pool,
    open: async () => new LogBus({ pool, ...(disturbance && { disturbance }) }),
    topic: async () => `spec.topic-${(topics += 1)}`,
    close: async () => {
      await pool.end();
      await drop();
    },
  };
};

integrationBusContract('on the log', onDatabase);
integrationBusContract('on the log, keys interleaved at random and 20 % sent twice', () =>
  onDatabase({ random: chance(20260301), duplicates: 0.2 }),
);

describe('the log bus alone', () => {
  let at: BusUnderTest;
  let topic: string;
  const open: LogBus[] = [];
  const aBus = (): LogBus => {
    const bus = new LogBus({ pool: at.pool });
    open.push(bus);
    return bus;
  };

  beforeAll(async () => {
    at = await onDatabase();
  });
  beforeEach(async () => {
    topic = await at.topic();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((bus) => bus.close()));
  });
  afterAll(() => at.close());

  it('moves an offset only from where its reader left it', async () => {
    const recorder = new Recorder();
    const bus = aBus();
    const schema = 'spec_moved';
    const consumer = countingConsumer({ bus, pool: at.pool, schema }, topic, recorder);
    await consumer.start();
    await bus.produce([wire(topic, 'tally-a', 0)]);
    const offset = async (): Promise<number> => {
      const { rows } = await at.pool.query<{ offset: string }>(
        'select "offset" from integration_bus.offsets where consumer_group = $1',
        [consumer.group],
      );
      return Number(rows[0]?.offset);
    };
    await until('it is done with the first', async () => (await offset()) === 1);
    // Moves the offset, as another reader would have done while this one was paused.
    await at.pool.query(
      'update integration_bus.offsets set "offset" = 5 where consumer_group = $1',
      [consumer.group],
    );
    await bus.produce([wire(topic, 'tally-a', 1)]);
    await until('it has done the second', () => recorder.effects.length === 2);
    await bus.produce([2, 3, 4, 5].map((n) => wire(topic, 'tally-a', n)));
    await until('it is done with the last', async () => (await offset()) === 6);
    expect(recorder.effects).toEqual(['tally-a 0', 'tally-a 1', 'tally-a 5']);
    await consumer.stop();
  });

  it('gives offsets without holes while several producers write', async () => {
    const buses = [aBus(), aBus(), aBus()];
    await Promise.all(
      buses.flatMap((bus, b) =>
        Array.from({ length: 10 }, (_, n) =>
          bus.produce([wire(topic, `tally-${b}`, n), wire(topic, `tally-${b}x`, n)]),
        ),
      ),
    );
    const { rows } = await at.pool.query(
      `select count(*)::int as n, max("offset")::int as last from integration_bus.messages
        where topic = $1`,
      [topic],
    );
    expect(rows).toEqual([{ n: 60, last: 60 }]);
  });

  it('reads on after its sessions were cut', async () => {
    const recorder = new Recorder();
    const bus = aBus();
    const consumer = countingConsumer({ bus, pool: at.pool, schema: 'spec_cut' }, topic, recorder);
    await consumer.start();
    await bus.produce([wire(topic, 'tally-a', 0)]);
    await until('the first arrives', () => recorder.effects.length === 1);
    await withClient(at.pool, (client) =>
      client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`,
      ),
    );
    await bus.produce([wire(topic, 'tally-a', 1)]);
    await until('the second arrives', () => recorder.effects.length === 2);
    await consumer.stop();
    expect(recorder.effects).toEqual(['tally-a 0', 'tally-a 1']);
  });

  it('forgets what everybody has read, once it is old', async () => {
    const recorder = new Recorder();
    const bus = aBus();
    const consumer = countingConsumer({ bus, pool: at.pool, schema: 'spec_trim' }, topic, recorder);
    await bus.produce([wire(topic, 'tally-a', 0), wire(topic, 'tally-a', 1)]);
    await at.pool.query(
      `update integration_bus.messages set produced_at = now() - interval '8 days'
        where topic = $1`,
      [topic],
    );
    expect(await trimMessages(at.pool, 7)).toBe(0);
    await consumer.start();
    await until('all arrive', () => recorder.effects.length === 2);
    await until('it is forgotten', async () => (await trimMessages(at.pool, 7)) === 2);
    await bus.produce([wire(topic, 'tally-a', 2)]);
    await until('the next arrives', () => recorder.effects.length === 3);
    await consumer.stop();
    expect(await trimMessages(at.pool, 7)).toBe(0);
  });
});
