import { createMissingTopics } from '@talentloop/integration-bus-kafka';
import { arrival, homes } from '../journeys/steps/arrival';
import { type Known, take } from '../journeys/steps/journey';
import { tell } from './steps/counts';
import { type KafkaUnderTest, onKafka, startKafkaUnderTest } from './steps/on-kafka';
import { type SixProcesses, startSixProcesses } from './steps/six-processes';

jest.setTimeout(180_000);

onKafka('every service apart, as api and worker', () => {
  let kafka: KafkaUnderTest;
  let services: SixProcesses | undefined;

  beforeAll(async () => {
    kafka = await startKafkaUnderTest();
    await createMissingTopics(kafka.connection);
    services = await startSixProcesses(kafka.cluster.brokers);
  });
  afterAll(async () => {
    await services?.stop();
    await kafka.close();
  });

  it('a talent arrives by the same steps, with the same effects', async () => {
    const known: Known = {};
    const scene = { known, as: services?.as(() => known['talent']) ?? fail };
    const from = performance.now();
    const taken = await take(scene, [...homes, ...arrival]).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${services?.logs()}`);
    });
    tell(
      `${taken.length} steps, each with its effects: ${Math.round(performance.now() - from)} ms`,
    );
    expect(taken.every(({ reply }) => reply.status < 300)).toBe(true);
  });
});

const fail = (): never => {
  throw new Error('nothing was started');
};
