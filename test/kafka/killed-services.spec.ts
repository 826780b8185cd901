import { setTimeout as sleep } from 'node:timers/promises';
import { createMissingTopics } from '@talentloop/integration-bus-kafka';
import { serviceKills, tell } from './steps/counts';
import { type Fleet, startFleet } from './steps/fleet';
import { type KafkaUnderTest, onKafka, startKafkaUnderTest } from './steps/on-kafka';
import { settledOverKafka } from './steps/settled';
import { Traffic } from './steps/traffic';

/** Of each of the nine callers; every other request of each is a command. */
const EVERY_MS = 100;
const START_MS_MAX = 20_000;
jest.setTimeout(
  300_000 +
    serviceKills.reduce((sum, { everyMs, times }) => sum + times * (everyMs + START_MS_MAX), 0),
);

onKafka('the workers of the services, killed one after another under load', () => {
  let kafka: KafkaUnderTest;
  let fleet: Fleet;

  beforeAll(async () => {
    kafka = await startKafkaUnderTest();
    await createMissingTopics(kafka.connection);
    fleet = await startFleet(kafka.cluster.brokers);
  });
  afterAll(async () => {
    await fleet?.stop();
    await kafka.close();
  });

  let before: Readonly<Record<string, number>> = {};

  it.each(serviceKills)(
    'lose nothing and do nothing twice: $times kills, one every $everyMs ms',
    async ({ everyMs, times }) => {
      const traffic = new Traffic(fleet);
      await traffic.begin(EVERY_MS);
      const workers = fleet.members.filter(({ role }) => role === 'worker');
      for (let kill = 0; kill < times; kill += 1) {
        await sleep(everyMs);
        await workers[kill % workers.length]?.die();
      }
      await traffic.callers.stop();
      const stopped = performance.now();
      const counts = await settledOverKafka(fleet.connectionString, kafka.connection);
      tell(
        `${times} kills, one every ${everyMs} ms, under ${traffic.commands} commands: settled after ` +
          `${Math.round(performance.now() - stopped)} ms`,
      );
      expect(traffic.callers.failures).toEqual([]);
      const more = Object.fromEntries(
        Object.keys(traffic.expected).map((type) => [
          type,
          (counts[type] ?? 0) - (before[type] ?? 0),
        ]),
      );
      expect(more).toEqual(traffic.expected);
      expect(await traffic.notOnce()).toEqual([]);
      before = counts;
    },
  );
});
