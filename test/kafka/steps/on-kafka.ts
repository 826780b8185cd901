import {
  type KafkaCluster,
  type KafkaOptions,
  kafkaJars,
  startKafka,
} from '@talentloop/local-kafka';
import {
  createMissingTopics,
  type KafkaBus,
  type KafkaConnection,
} from '@talentloop/integration-bus-kafka';
import { type BusUnderTest, testDatabase } from '@talentloop/testing';
import { Pool } from 'pg';
import { busOn } from './bus';

export interface KafkaUnderTest extends BusUnderTest {
  readonly cluster: KafkaCluster;
  readonly connection: KafkaConnection;
  readonly connectionString: string;
  open(): Promise<KafkaBus>;
}

/** A broker and a database for one spec. `close` removes both. */
export const startKafkaUnderTest = async (options?: KafkaOptions): Promise<KafkaUnderTest> => {
  const [cluster, database] = await Promise.all([startKafka(options), testDatabase()]);
  const { connectionString } = database;
  const connection = { brokers: cluster.brokers.split(',') };
  const pool = new Pool({ connectionString, max: 20 });
  let topics = 0;
  return {
    cluster,
    connection,
    connectionString,
    pool,
    open: async () => busOn(connection),
    topic: async () => {
      const name = `spec.topic-${(topics += 1)}`;
      const configuration = { 'max.message.bytes': '6291456' };
      await createMissingTopics(connection, [{ name, partitions: 3, configuration }]);
      return name;
    },
    close: async () => {
      await pool.end();
      await Promise.all([cluster.stop(), database.drop()]);
    },
  };
};

/** `npm run test:kafka`, the soak and the gate must not leave Kafka out. */
const asked =
  process.env['CI'] === 'true' ||
  /^(test:kafka|soak)$/.test(process.env['npm_lifecycle_event'] ?? '');

/**
 * A suite on a real broker. If there can be no broker, the suite is left out with a message, unless
 * the run requires it; then it fails.
 */
export const onKafka = (name: string, suite: () => void): void => {
  const why = kafkaJars.whyNoKafka();
  if (why === undefined || asked) return describe(name, suite);
  process.stderr.write(`\nLEFT OUT: ${name}, for want of a Kafka broker: ${why}.\n\n`);
  describe(name, () => {
    it(`IS LEFT OUT: no Kafka broker can be had here, ${why}`, () => {
      expect(asked).toBe(false);
    });
  });
};
