import { integrationBusContract } from '@talentloop/testing';
import { startKafkaUnderTest } from './kafka-under-test';

jest.setTimeout(60_000);
integrationBusContract('on Apache Kafka', () => startKafkaUnderTest());
