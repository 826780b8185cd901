import { type RunnerLog, silent } from '@talentloop/log-following';
import type { Admin } from 'kafkajs';
import declared from '../../infra/kafka/topics.json';
import { type KafkaConnection, openClient } from './connection';

/** A topic as infra/kafka/topics.json declares it. */
export interface DeclaredTopic {
  readonly name: string;
  /** The only service that writes to the topic. */
  readonly owner: string;
  readonly partitions: number;
  readonly configuration: Readonly<Record<string, string>>;
}

const { partitions, configuration, topics } = declared;

export const declaredTopics: readonly DeclaredTopic[] = topics.map(({ name, owner }) => ({
  name,
  owner,
  partitions,
  configuration,
}));

const FEW_TRIES = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 10 };

/** Runs `work` with an administrator's connection, and gives up after some seconds. */
export const withAdmin = async <T>(
  connection: KafkaConnection,
  work: (admin: Admin) => Promise<T>,
  log: RunnerLog = silent,
): Promise<T> => {
  const clientId = 'talentloop-admin';
  const { kafka } = openClient({ connection, clientId, log, retry: FEW_TRIES });
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await work(admin);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Kafka at ${connection.brokers.join(',')}: ${reason}`, { cause: error });
  } finally {
    await admin.disconnect();
  }
};

/**
 * Creates the topics that do not exist, with the cluster's default number of replicas. Returns
 * their names.
 */
export const createMissingTopics = (
  connection: KafkaConnection,
  wanted: readonly Omit<DeclaredTopic, 'owner'>[] = declaredTopics,
): Promise<readonly string[]> =>
  withAdmin(connection, async (admin) => {
    const existing = new Set(await admin.listTopics());
    const missing = wanted.filter(({ name }) => !existing.has(name));
    if (missing.length === 0) return [];
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map(({ name, partitions, configuration }) => ({
        topic: name,
        numPartitions: partitions,
        replicationFactor: -1,
        configEntries: Object.entries(configuration).map(([key, value]) => ({ name: key, value })),
      })),
    });
    return missing.map(({ name }) => name);
  });
