import { withAdmin } from '@talentloop/integration-bus-kafka';
import { Checkpoints } from '@talentloop/log-following';
import { until } from '@talentloop/testing';
import type { Orders } from './programs/killed';
import { kills, tell } from './steps/counts';
import { type KafkaUnderTest, onKafka, startKafkaUnderTest } from './steps/on-kafka';
import { Participant } from './steps/processes';
import { CountingService } from './steps/services';

const KEYS = 8;
/**
 * How many messages a relay sends at once, and how many such batches it sends before it is killed.
 */
const [BATCH, BATCHES] = [50, 2];
const PER_KEY = 25 + kills * 25;
/** Kafka regards a killed member as alive until its session has expired. */
const KILL_MS_MAX = 30_000;
jest.setTimeout(60_000 + 2 * kills * KILL_MS_MAX);

onKafka('a process that is killed', () => {
  let kafka: KafkaUnderTest;
  let speaker: CountingService;
  let listener: CountingService;
  let orders: Omit<Orders, 'role'>;
  const running: Participant[] = [];
  const start = (order: Pick<Orders, 'role' | 'dieAfter'>): Participant => {
    const participant = new Participant({ ...orders, ...order });
    running.push(participant);
    return participant;
  };
  const counted = new Map(
    Array.from({ length: KEYS }, (_, key) => [
      `tally-k${key}`,
      Array.from({ length: PER_KEY }, (_, by) => by),
    ]),
  );
  const messagesOnTopic = () =>
    withAdmin(kafka.connection, async (admin) => {
      const partitions = await admin.fetchTopicOffsets(orders.topic);
      return partitions.reduce((sum, { high }) => sum + Number(high), 0);
    });

  beforeAll(async () => {
    kafka = await startKafkaUnderTest();
    speaker = await CountingService.open(kafka.pool, 'speaker');
    listener = await CountingService.open(kafka.pool, 'listener');
    const { connectionString, connection } = kafka;
    orders = { connectionString, brokers: connection.brokers, topic: await kafka.topic() };
    // Counts a key's numbers one after another: all at once are more than the store lets wait.
    const countUp = async ([stream, numbers]: [string, readonly number[]]): Promise<void> => {
      for (const by of numbers) await speaker.count(stream.slice('tally-'.length), by);
    };
    await Promise.all([...counted].map(countUp));
  });
  afterAll(async () => {
    await Promise.all(running.map((participant) => participant.kill()));
    await speaker.close();
    await listener.close();
    await kafka.close();
  });

  it(`says everything, in order, when it dies ${kills} times after the broker's ack`, async () => {
    const total = KEYS * PER_KEY;
    for (let kill = 0; kill < kills; kill += 1) {
      await start({ role: 'relay', dieAfter: BATCHES }).killed();
    }
    const relay = start({ role: 'relay' });
    const head = await speaker.store.head();
    const checkpoints = new Checkpoints(kafka.pool, 'speaker');
    const said = async () => (await checkpoints.load(`relay:${orders.topic}`)) >= head;
    await until('everything is said', said, KILL_MS_MAX);
    await relay.kill();
    const onTopic = await messagesOnTopic();
    tell(`${kills} kills of a relay: ${total} messages, ${onTopic - total} of them said twice`);
    // Each kill comes between acknowledgement and checkpoint. So the relay sends its last batch
    // again, and the messages shortly before it whose checkpoint was not yet written.
    expect(onTopic).toBeGreaterThanOrEqual(total + kills * BATCH);
    expect(onTopic).toBeLessThanOrEqual(total + kills * BATCHES * BATCH);
  });

  it(`has every effect once, in order, when it dies ${kills} times within a batch`, async () => {
    for (let kill = 0; kill < kills; kill += 1) {
      await start({ role: 'consumer', dieAfter: 40 }).killed();
    }
    const consumer = start({ role: 'consumer' });
    const done = async () => (await listener.store.head()) >= KEYS * PER_KEY;
    await until('every effect is there', done, KILL_MS_MAX);
    await consumer.kill();
    tell(`${kills} kills of a consumer: ${await listener.store.head()} effects`);
    expect(await listener.counts()).toEqual(counted);
  });
});
