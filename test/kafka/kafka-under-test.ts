import {
  createMissingTopics,
  KafkaBus,
  type KafkaConnection,
} from '@talentloop/integration-bus-kafka';
import { type BusUnderTest, testDatabase } from '@talentloop/testing';
import { Pool } from 'pg';
import { type KafkaCluster, type KafkaOptions, startKafka } from '../../infra/kafka/cluster.mjs';

export interface KafkaUnderTest extends BusUnderTest {
  readonly cluster: KafkaCluster;
  readonly connection: KafkaConnection;
  open(): Promise<KafkaBus>;
}

/** A bus of whose failures nothing must pass by itself in a test. */
export const busOn = (connection: KafkaConnection): KafkaBus =>
  new KafkaBus({
    ...{ connection, clientId: 'spec' },
    onFatal: (error) => {
      throw error;
    },
  });

/** A broker and a database of its own; what is left of either goes with `close`. */
export const startKafkaUnderTest = async (options?: KafkaOptions): Promise<KafkaUnderTest> => {
  const [cluster, database] = await Promise.all([startKafka(options), testDatabase()]);
  const connection = { brokers: cluster.brokers.split(',') };
  const pool = new Pool({ connectionString: database.connectionString, max: 20 });
  let topics = 0;
  return {
    ...{ cluster, connection, pool },
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
