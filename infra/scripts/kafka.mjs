// npm run kafka            one broker on loopback until SIGTERM; prints KAFKA_BROKERS=…
// npm run kafka -- prepare creates what is missing of topics and access rules on KAFKA_BROKERS
import { createRequire } from 'node:module';
import { startKafka } from '../kafka/cluster.mjs';
import jars from '../kafka/jars.cjs';

const require = createRequire(import.meta.url);

/** The library that the services use, from its sources. */
const library = () => {
  require('../../test/setup/typescript.cjs');
  return require('../../libs/integration-bus-kafka/index.ts');
};

const serve = async () => {
  const why = jars.whyNoKafka();
  if (why) throw new Error(`There is no Kafka here: ${why}.`);
  console.log('Starting Apache Kafka (the first time it is fetched from Maven Central) …');
  const ended = deferred();
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => ended.resolve());
  const cluster = await startKafka();
  const created = await library().createMissingTopics({ brokers: cluster.brokers.split(',') });
  console.log(`Topics: ${created.join(', ')}.\nKAFKA_BROKERS=${cluster.brokers}`);
  await ended.promise;
  await cluster.stop();
};

const deferred = () => {
  let resolve;
  const promise = new Promise((done) => (resolve = done));
  return { promise, resolve };
};

const prepare = async () => {
  const { createMissingTopics, grantAccess, kafkaConnection } = library();
  const connection = kafkaConnection(process.env);
  if (!connection) throw new Error('KAFKA_BROKERS must name the cluster.');
  const created = await createMissingTopics(connection);
  console.log(created.length === 0 ? 'No topic was missing.' : `Created: ${created.join(', ')}.`);
  // A cluster without SASL knows no principals to give anything to.
  if (!connection.sasl) return;
  await grantAccess(connection);
  console.log('Every service may write its own topics and read the others.');
};

const commands = { serve, prepare };
const command = commands[process.argv[2] ?? 'serve'];
if (!command) {
  console.error('npm run kafka [-- prepare]');
  process.exit(2);
}
try {
  await command();
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
