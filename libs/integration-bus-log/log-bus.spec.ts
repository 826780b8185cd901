import { sequenceOf } from '@talentloop/integration-bus';
import {
  type BusUnderTest,
  countingConsumer,
  integrationBusContract,
  Recorder,
  testDatabase,
  until,
  wire,
} from '@talentloop/testing';
import { Checkpoints, withClient } from '@talentloop/projections';
import { Pool } from 'pg';
import { type Disturbance, LogBus, trimMessages } from './index';

/** Reproducible chance (mulberry32). */
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

  it('writes messages and checkpoint in one transaction, or neither', async () => {
    const checkpoints = new Checkpoints(at.pool, 'spec_relay');
    const name = `relay:${topic}`;
    await checkpoints.load(name);
    const bus = aBus();
    const say = (n: number, move: { from: number; to: number }) =>
      bus.produce([wire(topic, 'tally-a', n)], (client) => checkpoints.move(name, move, client));
    expect(await say(0, { from: 0, to: 7 })).toBe(true);
    expect(await say(1, { from: 0, to: 8 })).toBe(false);
    const failing = bus.produce([wire(topic, 'tally-a', 2)], async (client) => {
      await checkpoints.move(name, { from: 7, to: 9 }, client);
      throw new Error('killed');
    });
    await expect(failing).rejects.toThrow('killed');
    expect(await checkpoints.load(name)).toBe(7);
    const { rows } = await at.pool.query(
      `select headers ->> 'ce_sequence' as sequence from integration_bus.messages where topic = $1`,
      [topic],
    );
    expect(rows).toEqual([{ sequence: sequenceOf(0) }]);
  });

  it('gives offsets without holes while several producers write', async () => {
    const buses = [aBus(), aBus(), aBus()];
    await Promise.all(
      buses.flatMap((bus, b) =>
        Array.from({ length: 10 }, (_, n) =>
          bus.produce([wire(topic, `tally-${b}`, n), wire(topic, `tally-${b}x`, n)], async () => {
            if (n === 5) return false;
            return true;
          }),
        ),
      ),
    );
    const { rows } = await at.pool.query(
      `select count(*)::int as n, max("offset")::int as last from integration_bus.messages
        where topic = $1`,
      [topic],
    );
    expect(rows).toEqual([{ n: 54, last: 54 }]);
  });

  it('reads on after its sessions were cut', async () => {
    const recorder = new Recorder();
    const bus = aBus();
    const consumer = countingConsumer({ bus, pool: at.pool, schema: 'spec_cut' }, topic, recorder);
    await consumer.start();
    await bus.produce([wire(topic, 'tally-a', 0)], async () => true);
    await until('the first arrives', () => recorder.effects.length === 1);
    await withClient(at.pool, (client) =>
      client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`,
      ),
    );
    await bus.produce([wire(topic, 'tally-a', 1)], async () => true);
    await until('the second arrives', () => recorder.effects.length === 2);
    await consumer.stop();
    expect(recorder.effects).toEqual(['tally-a 0', 'tally-a 1']);
  });

  it('forgets what everybody has read, once it is old', async () => {
    const recorder = new Recorder();
    const bus = aBus();
    const consumer = countingConsumer({ bus, pool: at.pool, schema: 'spec_trim' }, topic, recorder);
    await bus.produce([wire(topic, 'tally-a', 0), wire(topic, 'tally-a', 1)], async () => true);
    await at.pool.query(
      `update integration_bus.messages set produced_at = now() - interval '8 days' where topic = $1`,
      [topic],
    );
    expect(await trimMessages(at.pool, 7)).toBe(0);
    await consumer.start();
    await until('all arrive', () => recorder.effects.length === 2);
    await until('it is forgotten', async () => (await trimMessages(at.pool, 7)) === 2);
    await bus.produce([wire(topic, 'tally-a', 2)], async () => true);
    await until('the next arrives', () => recorder.effects.length === 3);
    await consumer.stop();
    expect(await trimMessages(at.pool, 7)).toBe(0);
  });
});
