import { until } from '@talentloop/testing';
import type { Orders } from './programs/killed';
import { tell, workerKills } from './steps/counts';
import { Load } from './steps/load';
import { type KafkaUnderTest, onKafka, startKafkaUnderTest } from './steps/on-kafka';
import { Participant } from './steps/processes';
import { CountingService } from './steps/services';

const KEYS = 64;
const PER_SECOND = 100;
const DRAINED_MS_MAX = 60_000;
jest.setTimeout(
  2 * DRAINED_MS_MAX +
    workerKills.reduce((sum, { commands, times }) => sum + commands * times, 0) *
      (2_000 / PER_SECOND),
);

onKafka('a worker, relay and consumer in one, that is killed again and again under load', () => {
  let kafka: KafkaUnderTest;
  const participants: Participant[] = [];

  beforeAll(async () => {
    kafka = await startKafkaUnderTest();
  });
  afterAll(async () => {
    await Promise.all(participants.map((participant) => participant.kill()));
    await kafka.close();
  });

  it.each(workerKills)(
    'loses nothing and does nothing twice: $times kills, one every $commands commands',
    async ({ commands, times }) => {
      await kafka.pool.query('drop schema if exists speaker, listener cascade');
      const speaker = await CountingService.open(kafka.pool, 'speaker');
      const listener = await CountingService.open(kafka.pool, 'listener');
      const { connectionString, connection } = kafka;
      const orders: Orders = {
        role: 'both',
        connectionString,
        brokers: connection.brokers,
        topic: await kafka.topic(),
      };
      const start = (): Participant => {
        const worker = new Participant(orders);
        participants.push(worker);
        return worker;
      };
      const load = new Load(speaker, KEYS);
      let worker = start();
      load.start(PER_SECOND);
      await until('it works', async () => (await listener.store.head()) > 0, 20_000);
      for (let kill = 0; kill < times; kill += 1) {
        await load.sends(commands);
        await worker.kill();
        worker = start();
      }
      await load.stop();
      const [stopped, head] = [performance.now(), await speaker.store.head()];
      const drained = async (): Promise<boolean> => (await listener.store.head()) >= head;
      await until('all is done', drained, DRAINED_MS_MAX);
      tell(
        `${times} kills, one every ${commands} commands, under ${load.count} commands: ` +
          `drained after ${Math.round(performance.now() - stopped)} ms`,
      );
      await worker.kill();
      expect(await listener.counts()).toEqual(load.sent);
      await speaker.close();
      await listener.close();
    },
  );
});
