import { withAdmin } from '@talentloop/integration-bus-kafka';
import type { BusMessage, Consumer, MessageBus } from '@talentloop/integration-bus';
import { until, wire } from '@talentloop/testing';
import { CountedTable } from './steps/counted-table';
import { messages, tell } from './steps/counts';
import { type KafkaUnderTest, onKafka, startKafkaUnderTest } from './steps/on-kafka';
import { CountingService } from './steps/services';

const KEYS = 20;
const BATCH = 200;
const DUPLICATES = 0.2;
const DONE_MS_MAX = 30_000 + messages * 5;
jest.setTimeout(60_000 + 3 * DONE_MS_MAX);

/** A random number generator (mulberry32) that repeats its numbers for a seed. */
const chance = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

/**
 * Keeps the order of each key, mixes the keys at random, and repeats an old message every fifth
 * time.
 */
const disturbed = (topic: string, random: () => number): readonly BusMessage[] => {
  const next = Array.from({ length: KEYS }, () => 0);
  const said: BusMessage[] = [];
  for (let left = messages; left > 0;) {
    if (said.length > 0 && random() < DUPLICATES) {
      const again = said[Math.floor(random() * said.length)];
      if (again) said.push(again);
      continue;
    }
    const key = Math.floor(random() * KEYS);
    said.push(wire(topic, `tally-k${key}`, next[key] ?? 0));
    next[key] = (next[key] ?? 0) + 1;
    left -= 1;
  }
  return said;
};

onKafka('a topic with duplicates', () => {
  let kafka: KafkaUnderTest;
  let bus: MessageBus;
  let topic: string;
  let listener: CountingService;
  let said: readonly BusMessage[];
  let consumer: Consumer;
  let table: CountedTable;
  const expected = new Map<string, number[]>();

  const consume = async (): Promise<void> => {
    consumer = listener.consumer(bus, topic);
    await consumer.start();
  };
  /**
   * Whether the group has handled everything on the topic, by its own offsets, if it can tell yet.
   */
  const caughtUp = () =>
    withAdmin(kafka.connection, async (admin) => {
      const ends = await admin.fetchTopicOffsets(topic);
      const [reached] = await admin.fetchOffsets({ groupId: consumer.group, topics: [topic] });
      return ends.every(({ partition, high }) =>
        reached?.partitions.some((at) => at.partition === partition && at.offset === high),
      );
    }).catch(() => false);
  const fromTheBeginning = async (): Promise<void> => {
    await consumer.stop();
    await withAdmin(kafka.connection, (admin) =>
      admin.resetOffsets({ groupId: consumer.group, topic, earliest: true }),
    );
    await consume();
    await until('everything came again', caughtUp, DONE_MS_MAX);
  };

  /**
   * What the live table and a table built from the same log have in common: every version of every
   * row.
   */
  const provenTable = async (): Promise<string | undefined> => {
    const { state, differing, proof } = await table.rebuild(DONE_MS_MAX);
    expect([state, differing]).toEqual(['switched', 0]);
    // Each effect has left a row and a version.
    expect(proof?.rows).toBe(messages + KEYS);
    return proof?.hash;
  };
  let hash: string | undefined;

  beforeAll(async () => {
    kafka = await startKafkaUnderTest();
    listener = await CountingService.open(kafka.pool, 'listener');
    [topic, bus] = [await kafka.topic(), await kafka.open()];
    table = new CountedTable(kafka.pool, listener);
    table.start();
    said = disturbed(topic, chance(20_260_301));
    for (const { key, headers } of said) {
      const [counted, by] = [expected.get(key) ?? [], Number(headers['ce_sequence'])];
      if (!counted.includes(by)) expected.set(key, [...counted, by]);
    }
  });
  afterAll(async () => {
    await consumer.stop();
    await table.stop();
    await bus.close();
    await listener.close();
    await kafka.close();
  });

  it('has one effect for each message, in the order of its key', async () => {
    for (let from = 0; from < said.length; from += BATCH) {
      await bus.produce(said.slice(from, from + BATCH));
    }
    await consume();
    await until('everything is handled', caughtUp, DONE_MS_MAX);
    const effects = await listener.store.head();
    tell(`${said.length} messages, ${said.length - messages} of them twice: ${effects} effects`);
    expect(effects).toBe(messages);
    expect(await listener.counts()).toEqual(expected);
    hash = await provenTable();
    expect(hash).toMatch(/^[\da-f]{64}$/);
  });

  it('replayed from its beginning has no effect', async () => {
    await fromTheBeginning();
    expect(await listener.store.head()).toBe(messages);
    expect(await consumer.listParked()).toEqual([]);
    expect(await provenTable()).toBe(hash);
  });

  it('has none either when the consumer has forgotten what it has seen', async () => {
    await consumer.stop();
    await kafka.pool.query('truncate listener.consumed_sequences');
    await fromTheBeginning();
    expect(await listener.store.head()).toBe(messages);
    expect(await listener.counts()).toEqual(expected);
    expect(await provenTable()).toBe(hash);
  });
});
