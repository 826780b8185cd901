import { isDeepStrictEqual } from 'node:util';
import { withAdmin } from '@talentloop/integration-bus-kafka';
import { until } from '@talentloop/testing';
import { eventCounts, settled } from '../../journeys/steps/settled';
import type { KafkaConnection } from '@talentloop/integration-bus-kafka';

/** What each group listens to; of the topics in infra/kafka/topics.json. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'talentloop.talent-onboarding': ['talentloop.case', 'talentloop.accommodation-request'],
  'talentloop.service-centre': ['talentloop.talent', 'talentloop.accommodation-request'],
  'talentloop.accommodation': ['talentloop.talent'],
};

const MS_MAX = 60_000;

/** Every group has handled all of its topics, by its own offsets. */
const topicsAreRead = (connection: KafkaConnection): Promise<boolean> =>
  withAdmin(connection, async (admin) => {
    for (const [groupId, topics] of Object.entries(GROUPS)) {
      const reached = await admin.fetchOffsets({ groupId, topics: [...topics] });
      for (const { topic, partitions } of reached) {
        for (const { partition, high } of await admin.fetchTopicOffsets(topic)) {
          // A partition on which nothing was said has no offset of a group's.
          const at = partitions.find((each) => each.partition === partition)?.offset;
          if (high !== '0' && at !== high) return false;
        }
      }
    }
    return true;
  }).catch(() => false);

/**
 * Waits until nothing is under way in the services or on Kafka between them: all logs are followed
 * to their ends, all topics are read, and still the logs are no longer than before.
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
