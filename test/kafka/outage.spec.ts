import type { Consumer, Relay } from '@talentloop/integration-bus';
import { until } from '@talentloop/testing';
import { outageCommands, perSecond, tell } from './steps/counts';
import { type KafkaUnderTest, onKafka, startKafkaUnderTest } from './steps/on-kafka';
import { Load, quantile } from './steps/load';
import { CountingService } from './steps/services';

const DRAINED_MS_MAX = 30_000;
const KEYS = 64;
jest.setTimeout(90_000 + 4 * ((1_000 * outageCommands) / perSecond));

interface Disturbed {
  readonly kafka: KafkaUnderTest;
  /** Resolves when so many commands have been given as an outage lasts. */
  readonly whileAway: () => Promise<void>;
}

/**
 * What an outage of a broker must not change: commands are answered, every effect happens once, and
 * the order per key is kept.
 */
const outage = (nodes: 1 | 3, name: string, away: (disturbed: Disturbed) => Promise<void>) => {
  let kafka: KafkaUnderTest;
  let speaker: CountingService;
  let listener: CountingService;
  let relay: Relay;
  let consumer: Consumer;
  const ends: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    kafka = await startKafkaUnderTest({ nodes, sessionMs: 3_000 });
    speaker = await CountingService.open(kafka.pool, 'speaker');
    listener = await CountingService.open(kafka.pool, 'listener');
    const [topic, bus] = [await kafka.topic(), await kafka.open()];
    relay = speaker.relay(bus, topic);
    consumer = listener.consumer(bus, topic);
    relay.start();
    await consumer.start();
    ends.push(
      () => relay.stop(),
      () => consumer.stop(),
      () => bus.close(),
      () => speaker.close(),
      () => listener.close(),
      () => kafka.close(),
    );
  });
  afterAll(async () => {
    for (const end of ends) await end();
  });

  it(name, async () => {
    const load = new Load(speaker, KEYS);
    load.start(perSecond);
    await until('effects flow', async () => (await listener.store.head()) > 50, 30_000);
    const [undisturbed, from] = [[...load.latenciesMs], load.latenciesMs.length];
    let waiting = 0;
    const whileAway = async (): Promise<void> => {
      await load.sends(outageCommands);
      waiting = load.underWay;
    };
    await away({ kafka, whileAway });
    const [back, during] = [performance.now(), load.latenciesMs.slice(from)];
    await load.sends(perSecond);
    await load.stop();
    const head = await speaker.store.head();
    const drained = async (): Promise<boolean> => (await listener.store.head()) >= head;
    await until('the backlog has drained', drained, DRAINED_MS_MAX);
    const medians = [undisturbed, during].map((all) => quantile(all, 0.5).toFixed(1));
    tell(
      `${load.count} commands, median ${medians[0]} ms, without the broker ${medians[1]} ms; ` +
        `drained ${Math.round(performance.now() - back)} ms after its return`,
    );
    // No command waits for a broker: all are answered, except those that were just sent.
    expect(waiting).toBeLessThan(perSecond);
    expect(await speaker.counts()).toEqual(load.sent);
    expect(await listener.counts()).toEqual(load.sent);
    expect(await consumer.listParked()).toEqual([]);
  });
};

onKafka('the broker, killed under load and away for a while', () => {
  outage(1, 'delays effects and changes nothing else', async ({ kafka, whileAway }) => {
    const [node] = kafka.cluster.nodes;
    await node?.kill();
    await whileAway();
    await node?.start();
  });
});

onKafka('one of three brokers, killed under load', () => {
  outage(3, 'is hardly noticed', async ({ kafka, whileAway }) => {
    await kafka.cluster.nodes[0]?.kill();
    await whileAway();
  });
});
