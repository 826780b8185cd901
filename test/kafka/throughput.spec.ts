import type { BusMessage, ConsumerOptions } from '@talentloop/integration-bus';
import { paced, until, wire } from '@talentloop/testing';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { tell, throughput } from './steps/counts';
import { quantile } from './steps/load';
import { type KafkaUnderTest, onKafka, startKafkaUnderTest } from './steps/on-kafka';
import { CountingService } from './steps/services';

const KEYS = 50;
const ROUND_MS_MAX = 60_000;
const { messages, rounds, ratioMin } = throughput;
jest.setTimeout(60_000 + rounds * 4 * 20_000);

/** Messages per second. */
const rate = async (work: () => Promise<void>): Promise<number> => {
  const from = performance.now();
  await work();
  return (messages / (performance.now() - from)) * 1_000;
};

const report = (what: string, ours: readonly number[], theirs: readonly number[]): number => {
  const ratios = ours.map((each, i) => each / (theirs[i] ?? Infinity));
  const [a, b, ratio] = [ours, theirs, ratios].map((values) => quantile(values, 0.5));
  tell(
    `${what}: ${Math.round(a ?? 0)}/s beside ${Math.round(b ?? 0)}/s, ratio ${ratio?.toFixed(2)}`,
  );
  return ratio ?? 0;
};

const nameOf = (n: number): { key: string; by: number } => ({
  key: `k${n % KEYS}`,
  by: Math.floor(n / KEYS),
});

/** Commands of one service, each timed until another service has had its effect. */
class Effects {
  readonly tookMs: number[] = [];
  /** How many effects were still to come whenever a command was given. */
  readonly toCome: number[] = [];
  private readonly asked = new Map<string, number>();

  constructor(
    private readonly speaker: CountingService,
    private readonly listener: CountingService,
  ) {}

  readonly execute: ConsumerOptions['execute'] = async (command, context) => {
    const answer = await this.listener.execute(command, context);
    const { by } = command.command.data as { by: number };
    this.tookMs.push(performance.now() - (this.asked.get(`${command.id} ${by}`) ?? 0));
    return answer;
  };

  ask(n: number): Promise<void> {
    const { key, by } = nameOf(n);
    this.toCome.push(this.asked.size - this.tookMs.length);
    this.asked.set(`${key} ${by}`, performance.now());
    return this.speaker.count(key, by);
  }
}

onKafka('beside bare kafkajs on the same broker', () => {
  let kafka: KafkaUnderTest;
  let bare: Kafka;
  let round = 0;
  const streams = Array.from({ length: KEYS }, (_, i) => `k${i}`);
  const wires = (topic: string): readonly BusMessage[] =>
    Array.from({ length: messages }, (_, i) =>
      wire(topic, `tally-${streams[i % KEYS]}`, Math.floor(i / KEYS)),
    );

  beforeAll(async () => {
    kafka = await startKafkaUnderTest();
    bare = new Kafka({ brokers: [...kafka.connection.brokers], logLevel: logLevel.NOTHING });
  });
  afterAll(() => kafka.close());

  const bareProducer = async (topic: string): Promise<number> => {
    const producer = bare.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    const all = wires(topic).map(({ key, value, headers }) => ({ key, value, headers }));
    const answer = await rate(async () => {
      for (let from = 0; from < all.length; from += 500) {
        await producer.send({ topic, acks: -1, messages: all.slice(from, from + 500) });
      }
    });
    await producer.disconnect();
    return answer;
  };

  const ourRelay = async (speaker: CountingService, topic: string): Promise<number> => {
    const bus = await kafka.open();
    await bus.produce([wire(await kafka.topic(), 'tally-x', 0)]);
    const relay = speaker.relay(bus, topic);
    const head = await speaker.store.head();
    const answer = await rate(async () => {
      relay.start();
      await until('all is said', () => relay.position >= head, ROUND_MS_MAX);
    });
    await relay.stop();
    await bus.close();
    return answer;
  };

  it('the relay', async () => {
    const speaker = await CountingService.apart(kafka.connectionString, 'speaker');
    for (let from = 0; from < messages; from += 500) {
      await Promise.all(
        Array.from({ length: 500 }, (_, i) => from + i).map((n) =>
          speaker.count(streams[n % KEYS] ?? '', Math.floor(n / KEYS)),
        ),
      );
    }
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (round = 0; round < rounds; round += 1) {
      theirs.push(await bareProducer(await kafka.topic()));
      ours.push(await ourRelay(speaker, await kafka.topic()));
    }
    await speaker.close();
    expect(report('relay beside producer', ours, theirs)).toBeGreaterThanOrEqual(ratioMin);
  });

  /**
   * A loop as a programmer writes it first: append, and continue. The effects of a batch share
   * commits.
   */
  const bareConsumer = async (topic: string): Promise<number> => {
    const listener = await CountingService.apart(kafka.connectionString, `bare_${round}`);
    const consumer = bare.consumer({ groupId: `bare-${round}`, maxWaitTimeInMs: 500 });
    let done = 0;
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    const answer = await rate(async () => {
      await consumer.run({
        autoCommit: false,
        partitionsConsumedConcurrently: 3,
        eachBatch: async ({ batch, resolveOffset, commitOffsetsIfNecessary, heartbeat }) => {
          const byKey = new Map<string, string[]>();
          for (const { key, value } of batch.messages) {
            const name = String(key).slice('tally-'.length);
            byKey.set(name, [...(byKey.get(name) ?? []), String(value)]);
          }
          await Promise.all(
            [...byKey].map(async ([key, values]) => {
              for (const value of values) {
                await listener.count(key, (JSON.parse(value) as { count: number }).count);
              }
            }),
          );
          done += batch.messages.length;
          resolveOffset(batch.lastOffset());
          await commitOffsetsIfNecessary();
          await heartbeat();
        },
      });
      await until('all is done', () => done >= messages, ROUND_MS_MAX);
    });
    await consumer.disconnect();
    await listener.close();
    return answer;
  };

  const ourConsumer = async (topic: string): Promise<number> => {
    const listener = await CountingService.apart(kafka.connectionString, `ours_${round}`);
    const bus = await kafka.open();
    let done = 0;
    const consumer = listener.consumer(bus, topic, {
      execute: async (...given) => {
        const answer = await listener.execute(...given);
        done += 1;
        return answer;
      },
    });
    const answer = await rate(async () => {
      await consumer.start();
      await until('all is done', () => done >= messages, ROUND_MS_MAX);
    });
    await consumer.stop();
    await bus.close();
    await listener.close();
    return answer;
  };

  it('the consumer', async () => {
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (round = 0; round < rounds; round += 1) {
      const topic = await kafka.topic();
      await bareProducer(topic);
      theirs.push(await bareConsumer(topic));
      ours.push(await ourConsumer(topic));
    }
    expect(report('consumer beside loop', ours, theirs)).toBeGreaterThanOrEqual(ratioMin);
  });

  it('a command has its effect in another service', async () => {
    await kafka.pool.query('drop schema if exists speaker cascade');
    const speaker = await CountingService.apart(kafka.connectionString, 'speaker');
    const listener = await CountingService.apart(kafka.connectionString, 'listener');
    const [topic, bus] = [await kafka.topic(), await kafka.open()];
    const effects = new Effects(speaker, listener);
    const { execute, tookMs, toCome } = effects;
    const relay = speaker.relay(bus, topic);
    const consumer = listener.consumer(bus, topic, { execute });
    relay.start();
    await consumer.start();
    await effects.ask(0);
    await until('it flows', () => tookMs.length === 1, ROUND_MS_MAX);
    const over = new AbortController();
    for await (const n of paced(10, over.signal)) {
      void effects.ask(n + 1);
      if (n + 2 === throughput.commands) over.abort();
    }
    await until('all is done', () => tookMs.length >= throughput.commands, ROUND_MS_MAX);
    const [p50, p99] = [0.5, 0.99].map((q) => quantile(tookMs.slice(1), q).toFixed(0));
    tell(`command to effect, 100/s: p50 ${p50} ms, p99 ${p99} ms`);
    expect(quantile(toCome, 0.5)).toBeLessThan(throughput.toComeMax);
    await relay.stop();
    await consumer.stop();
    await bus.close();
    await speaker.close();
    await listener.close();
  });
});
