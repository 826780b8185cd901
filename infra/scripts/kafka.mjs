// npm run kafka: runs one broker on loopback, with its topics, until SIGTERM. Prints
// KAFKA_BROKERS=…
import { createRequire } from 'node:module';
import { startKafka } from '../../libs/local-kafka/cluster.mjs';
import jars from '../../libs/local-kafka/jars.cjs';

const require = createRequire(import.meta.url);

/** The library that the services use, loaded from its sources. */
const library = () => {
  require('../../libs/testing/typescript.cjs');
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

try {
  await serve();
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
