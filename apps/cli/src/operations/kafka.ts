import {
  createMissingTopics,
  grantAccess,
  type KafkaConnection,
  kafkaConnection,
} from '@talentloop/integration-bus-kafka';
import type { Command } from 'commander';
import { CannotAnswer, type ExitCode, FINE, type Surroundings } from '../surroundings';

const connectionOf = (environment: Surroundings['environment']): KafkaConnection => {
  const connection = kafkaConnection(environment);
  if (!connection) throw new Error('KAFKA_BROKERS must name the cluster.');
  return connection;
};

const prepare = async ({ environment, write }: Surroundings): Promise<void> => {
  const connection = connectionOf(environment);
  const created = await createMissingTopics(connection);
  write(created.length === 0 ? 'All topics exist already.\n' : `Created: ${created.join(', ')}.\n`);
  // A cluster without SASL has no principals, so there are no access rules to grant.
  if (!connection.sasl) return;
  await grantAccess(connection);
  write('Every service may now write its own topics and read the others.\n');
};

/** `talentloop kafka …` */
export const addKafka = (
  program: Command,
  surroundings: Surroundings,
  outcome: { code: ExitCode },
): void => {
  program
    .command('kafka')
    .description('prepare the Kafka cluster that KAFKA_BROKERS names')
    .command('prepare')
    .description('create missing topics and, if clients sign in, missing access rules')
    .action(async () => {
      try {
        await prepare(surroundings);
        outcome.code = FINE;
      } catch (error) {
        throw new CannotAnswer(error instanceof Error ? error.message : String(error));
      }
    });
};
