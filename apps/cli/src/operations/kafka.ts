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
  write(created.length === 0 ? 'No topic was missing.\n' : `Created: ${created.join(', ')}.\n`);
  // A cluster without SASL has no principals, so there are no access rules to grant.
  if (!connection.sasl) return;
  await grantAccess(connection);
  write('Every service may write its own topics and read the others.\n');
};

/** `talentloop kafka …` */
export const addKafka = (
  program: Command,
  surroundings: Surroundings,
  outcome: { code: ExitCode },
): void => {
  program
    .command('kafka')
    .description('the cluster that KAFKA_BROKERS names')
    .command('prepare')
    .description('create the topics and, where clients sign in, the access rules that are missing')
    .action(async () => {
      try {
        await prepare(surroundings);
        outcome.code = FINE;
      } catch (error) {
        throw new CannotAnswer(error instanceof Error ? error.message : String(error));
      }
    });
};
