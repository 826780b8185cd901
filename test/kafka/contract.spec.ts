import { integrationBusContract } from '@talentloop/testing';
import { onKafka, startKafkaUnderTest } from './steps/on-kafka';

jest.setTimeout(60_000);
onKafka('the bus on a real broker', () => {
  integrationBusContract('on Apache Kafka', () => startKafkaUnderTest());
});
