import { createMissingTopics } from '@talentloop/integration-bus-kafka';
import { restarts, tell } from './steps/counts';
import { type Fleet, startFleet } from './steps/fleet';
import { type KafkaUnderTest, onKafka, startKafkaUnderTest } from './steps/on-kafka';
import { settledOverKafka } from './steps/settled';
import { Traffic } from './steps/traffic';

/** The interval of each of the nine callers. */
const EVERY_MS = 300;
const RESTART_MS_MAX = 20_000;
jest.setTimeout(180_000 + restarts * 12 * RESTART_MS_MAX);

onKafka('two apis of each service and all workers, restarted one after another', () => {
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

  it('fail no request of a caller that tries the other address where nobody listens', async () => {
    await traffic.begin(EVERY_MS);
    const { callers } = traffic;
    const times: number[] = [];
    for (let round = 0; round < restarts; round += 1) {
      for (const member of fleet.members) {
        const from = performance.now();
        await member.restart();
        times.push(performance.now() - from);
      }
    }
    await callers.stop();
    tell(
      `${times.length} restarts, ${Math.round(Math.max(...times))} ms at most: ` +
        `${callers.answered} ` +
        `requests answered, ${callers.refused} of them at the other address, ` +
        `${callers.failures.length} failed`,
    );
    expect(callers.failures).toEqual([]);
    // Without this, the spec would have tested nothing.
    expect(callers.refused).toBeGreaterThan(0);
    expect(callers.answered).toBeGreaterThan(times.length * 10);
  });

  it('and do everything once', async () => {
    const counts = await settledOverKafka(fleet.connectionString, kafka.connection);
    expect(counts).toMatchObject(traffic.expected);
    expect(await traffic.notOnce()).toEqual([]);
  });
});
