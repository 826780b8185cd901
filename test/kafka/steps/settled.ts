import { isDeepStrictEqual } from 'node:util';
import { withAdmin } from '@talentloop/integration-bus-kafka';
import { until } from '@talentloop/testing';
import { serviceModules } from '../../../apps/all-in-one/src/service-modules';
import { eventCounts, settled } from '../../journeys/steps/settled';
import type { KafkaConnection } from '@talentloop/integration-bus-kafka';

/** What each service's group listens to: the topics of the contracts that it reacts to. */
const groups = serviceModules.map(({ service: { consumes } }) => ({
  groupId: `talentloop.${consumes.consumer}`,
  topics: [...new Set(consumes.reactions.map(({ contract }) => contract.topic))],
}));

const MS_MAX = 60_000;

/** Whether every group has handled all of its topics, by its own offsets. */
const topicsAreRead = (connection: KafkaConnection): Promise<boolean> =>
  withAdmin(connection, async (admin) => {
    for (const group of groups) {
      const reached = await admin.fetchOffsets(group);
      for (const { topic, partitions } of reached) {
        for (const { partition, high } of await admin.fetchTopicOffsets(topic)) {
          // A partition without messages has no offset of a group.
          const at = partitions.find((each) => each.partition === partition)?.offset;
          if (high !== '0' && at !== high) return false;
        }
      }
    }
    return true;
  }).catch(() => false);

/**
 * Waits until the services have finished their work and Kafka holds no unread message: all logs are
 * followed to their ends, all topics are read, and the logs have not grown meanwhile.
 */
export const settledOverKafka = async (
  connectionString: string,
  connection: KafkaConnection,
): Promise<Readonly<Record<string, number>>> => {
  await settled(connectionString, MS_MAX);
  let before: object;
  let counts = await eventCounts(connectionString);
  do {
    before = counts;
    await until('every topic is read', () => topicsAreRead(connection), MS_MAX);
    await settled(connectionString, MS_MAX);
    counts = await eventCounts(connectionString);
  } while (!isDeepStrictEqual(counts, before));
  return counts;
};
