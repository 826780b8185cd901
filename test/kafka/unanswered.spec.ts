import { wire } from '@talentloop/testing';
import { Kafka } from 'kafkajs';
import { type KafkaUnderTest, onKafka, startKafkaUnderTest } from './steps/on-kafka';

jest.setTimeout(60_000);

onKafka('a batch for several partitions', () => {
  let kafka: KafkaUnderTest;

  beforeAll(async () => {
    kafka = await startKafkaUnderTest();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => kafka.close());

  it('is not taken for sent where no broker has answered for one of them', async () => {
    const topic = await kafka.topic();
    const batch = Array.from({ length: 20 }, (_, key) => wire(topic, `tally-${key}`, 0));
    const producerOf = Kafka.prototype.producer;
    let producers = 0;
    jest.spyOn(Kafka.prototype, 'producer').mockImplementation(function (this: Kafka, settings) {
      const producer = producerOf.call(this, settings);
      producers += 1;
      if (producers > 1) return producer;
      // As when a partition moves, during kafkajs's retry, to a broker that has answered already.
      return { ...producer, sendBatch: async (sent) => (await producer.sendBatch(sent)).slice(1) };
    });
    const bus = await kafka.open();
    await expect(bus.produce(batch)).rejects.toThrow(`did not send the messages for ${topic}/`);
    await bus.produce(batch);
    expect(producers).toBe(2);
    await bus.close();
  });
});
