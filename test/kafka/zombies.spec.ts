import { readFileSync } from 'node:fs';
import { withAdmin } from '@talentloop/integration-bus-kafka';
import { until } from '@talentloop/testing';
import type { Orders, Pause } from './programs/killed';
import { tell } from './steps/counts';
import { Load } from './steps/load';
import { type KafkaUnderTest, onKafka, startKafkaUnderTest } from './steps/on-kafka';
import { Participant } from './steps/processes';
import { CountingService } from './steps/services';

const KEYS = 16;
const PER_SECOND = 100;
/** PostgreSQL ends the session of a silent process, and Kafka ends its membership. */
const TAKEN_OVER_MS_MAX = 40_000;
jest.setTimeout(180_000);

onKafka('a process that is paused, and wakes when another has taken over', () => {
  let kafka: KafkaUnderTest;
  let speaker: CountingService;
  let listener: CountingService;
  let orders: Omit<Orders, 'role'>;
  let load: Load;
  const running: Participant[] = [];
  const start = (order: Pick<Orders, 'role' | 'pauses'>): Participant => {
    const participant = new Participant({ ...orders, ...order });
    running.push(participant);
    return participant;
  };
  const isPaused = ({ pid }: Participant): boolean =>
    /^State:\s+T/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  const onTopic = () =>
    withAdmin(kafka.connection, async (admin) => {
      const partitions = await admin.fetchTopicOffsets(orders.topic);
      return partitions.reduce((sum, { high }) => sum + Number(high), 0);
    });
  const allDone = async (): Promise<void> => {
    const head = await speaker.store.head();
    const done = async () => (await listener.store.head()) >= head;
    await until('every effect is there', done, TAKEN_OVER_MS_MAX);
  };

  beforeAll(async () => {
    kafka = await startKafkaUnderTest();
  });
  beforeEach(async () => {
    await kafka.pool.query('drop schema if exists speaker, listener cascade');
    speaker = await CountingService.open(kafka.pool, 'speaker');
    listener = await CountingService.open(kafka.pool, 'listener');
    const { connectionString, connection } = kafka;
    orders = { connectionString, brokers: connection.brokers, topic: await kafka.topic() };
    load = new Load(speaker, KEYS);
    load.start(PER_SECOND);
  });
  afterEach(async () => {
    await load.stop();
    await Promise.all(running.splice(0).map((participant) => participant.kill()));
    await speaker.close();
    await listener.close();
  });
  afterAll(() => kafka.close());

  it.each<Pause>(['before sending', 'after the ack'])(
    'a relay, %s: fenced off, and what it says again changes nothing',
    async (pauses) => {
      const zombie = start({ role: 'relay', pauses });
      await until('it is paused', () => isPaused(zombie), TAKEN_OVER_MS_MAX);
      start({ role: 'relay' });
      const said = await onTopic();
      await until('the other has taken over', async () => (await onTopic()) > said + 200, 60_000);
      zombie.wake();
      await until('it has tried to go on', () => /fenced|moved/.test(zombie.log), 20_000);
      expect(zombie.log).toMatch(/^woken\nfenced/m);
      await load.stop();
      start({ role: 'consumer' });
      await allDone();
      tell(`${load.count} commands, ${(await onTopic()) - load.count} said twice`);
      expect(await listener.counts()).toEqual(load.sent);
    },
  );

  it('a consumer, within a batch: what it repeats has no effect; it takes part again', async () => {
    start({ role: 'relay' });
    const zombie = start({ role: 'consumer', pauses: 'within a batch' });
    await until('it is paused', () => isPaused(zombie), TAKEN_OVER_MS_MAX);
    const heir = start({ role: 'consumer' });
    await load.stop();
    await allDone();
    zombie.wake();
    await until('it has woken', () => zombie.log.includes('woken'));
    await heir.kill();
    // Only the woken process is left to do this.
    const more = new Load(speaker, KEYS, load.sent);
    more.start(PER_SECOND);
    await until('there is more', () => more.count > 100);
    await more.stop();
    await allDone();
    tell(`${load.count + more.count} commands`);
    expect(await listener.counts()).toEqual(more.sent);
  });
});
