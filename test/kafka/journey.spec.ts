import type { DeliveredMessage } from '@talentloop/integration-bus';
import { createMissingTopics, declaredTopics } from '@talentloop/integration-bus-kafka';
import type { TestInstallation } from '@talentloop/testing/journeys';
import { until } from '@talentloop/testing';
import { arrival, homes } from '../journeys/steps/arrival';
import { newcomer } from '../journeys/steps/bodies';
import { type Known, take, type Taken } from '../journeys/steps/journey';
import { callersOf, startWorld } from '../journeys/steps/world';
import { busOn } from './steps/bus';
import { tell } from './steps/counts';
import { type KafkaUnderTest, onKafka, startKafkaUnderTest } from './steps/on-kafka';

jest.setTimeout(90_000);

const stringsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
};

/**
 * Whether a text is personal: written by a person and not chosen from a list, or personal for
 * another reason.
 */
const isPersonal = (text: string): boolean =>
  /[\s@()]|^\+|[^\x20-\x7e]/.test(text) ||
  [newcomer.birthDate, ...newcomer.household.map(({ birthDate }) => birthDate)].some(
    (date) => date === text,
  );

onKafka('a talent arrives, over Kafka', () => {
  let kafka: KafkaUnderTest;
  let app: TestInstallation;
  let taken: readonly Taken[];
  const messages: DeliveredMessage[] = [];

  beforeAll(async () => {
    kafka = await startKafkaUnderTest();
    await createMissingTopics(kafka.connection);
    process.env['KAFKA_BROKERS'] = kafka.cluster.brokers;
    app = await startWorld();
  });
  afterAll(async () => {
    delete process.env['KAFKA_BROKERS'];
    await app.stop();
    await kafka.close();
  });

  it('by the same steps, with the same effects', async () => {
    const known: Known = {};
    const scene = { known, as: callersOf(app, () => known['talent']) };
    taken = await take(scene, [...homes, ...arrival]);
    expect(taken.every(({ reply }) => reply.status < 300)).toBe(true);
    const { rows } = await app.platform.pool.query(
      `select 1 from information_schema.schemata where schema_name = 'integration_bus'`,
    );
    expect(rows).toEqual([]);
  });

  it('and no topic, key or header carries anything personal', async () => {
    const reader = busOn(kafka.connection);
    const topics = declaredTopics.map(({ name }) => name);
    await reader.consume('spec-reader', topics, async (batch) => void messages.push(...batch));
    await until('every topic was read', () =>
      topics.every((name) => messages.some(({ topic }) => topic === name)),
    );
    await until('the end was read', () =>
      messages.some(({ headers }) => headers['ce_type'] === 'talentloop.case.closed.v1'),
    );
    await reader.close();
    const markers = taken.flatMap(({ asked }) => stringsIn(asked.body)).filter(isPersonal);
    expect(markers).toEqual(expect.arrayContaining([newcomer.name.full, newcomer.email]));
    const said = messages.map((message) => JSON.stringify(message));
    tell(`${messages.length} messages, none with any of ${new Set(markers).size} markers`);
    expect(markers.filter((marker) => said.some((text) => text.includes(marker)))).toEqual([]);
    // The same search finds a text that is there.
    expect(said.some((text) => text.includes(newcomer.centre))).toBe(true);
  });
});
