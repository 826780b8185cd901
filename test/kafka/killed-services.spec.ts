import { createMissingTopics } from '@talentloop/integration-bus-kafka';
import { until } from '@talentloop/testing';
import { serviceKills, tell } from './steps/counts';
import { type Fleet, startFleet } from './steps/fleet';
import { type KafkaUnderTest, onKafka, startKafkaUnderTest } from './steps/on-kafka';
import { settledOverKafka } from './steps/settled';
import { Traffic } from './steps/traffic';

/** The interval of each of the nine callers. Every other request of each is a command. */
const EVERY_MS = 300;
/** Between two kills; nine callers give them in two seconds. */
const ANSWERS = 60;
const START_MS_MAX = 20_000;
jest.setTimeout(300_000 + serviceKills * 2 * START_MS_MAX);

onKafka('the workers of the services, killed one after another under load', () => {
  let kafka: KafkaUnderTest;
  let fleet: Fleet;
  let traffic: Traffic;

  beforeAll(async () => {
    kafka = await startKafkaUnderTest();
    await createMissingTopics(kafka.connection);
    fleet = await startFleet(kafka.cluster.brokers);
    traffic = new Traffic(fleet);
  });
  afterAll(async () => {
    await traffic?.callers.stop();
    await fleet?.stop();
    await kafka.close();
  });

  it(`lose nothing, do nothing twice and fail no request, ${serviceKills} kills`, async () => {
    await traffic.begin(EVERY_MS);
    const workers = fleet.members.filter(({ role }) => role === 'worker');
    for (let kill = 0; kill < serviceKills; kill += 1) {
      const answers = traffic.callers.answered + ANSWERS;
      await until('callers go on', () => traffic.callers.answered >= answers, START_MS_MAX);
      await workers[kill % workers.length]?.die();
    }
    await traffic.callers.stop();
    const stopped = performance.now();
    const counts = await settledOverKafka(fleet.connectionString, kafka.connection);
    tell(
      `${serviceKills} kills under ${traffic.commands} commands: settled after ` +
        `${Math.round(performance.now() - stopped)} ms`,
    );
    expect(traffic.callers.failures).toEqual([]);
    expect(counts).toMatchObject(traffic.expected);
    expect(await traffic.notOnce()).toEqual([]);
  });
});
