import { from } from '@talentloop/event-sourcing';
import { Checkpoints, Session } from '@talentloop/log-following';
import {
  counted,
  tally,
  type TallyEvent,
  TallyLog,
  tallyCodecs,
  testDatabase,
  type TestDatabase,
  until,
} from '@talentloop/testing';
import { Pool } from 'pg';
import { type BusMessage, type MessageBus, publications, publish, Relay } from './index';
import { defineContract } from './contract';

let database: TestDatabase;
let pool: Pool;
let schemas = 0;
const ended: (() => Promise<void>)[] = [];

beforeAll(async () => {
  database = await testDatabase();
  pool = new Pool({ connectionString: database.connectionString, max: 8 });
});
afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const opened: TallyEvent = { type: 'TallyOpened', data: { owner: 'ann' } };
const raised = (by: number): TallyEvent => ({ type: 'TallyRaised', data: { by } });

const topic = 'spec.tally';
const elsewhere = defineContract({ ...counted('spec.other'), name: 'tally.elsewhere' });
const publishes = publications([
  from(tally, {
    TallyRaised: ({ data }) => [
      publish(counted(topic), { client: 'portal-1', centre: 'LOOP', count: data.by }),
      publish(elsewhere, { centre: 'LOOP', count: data.by }),
    ],
  }),
]);

/** A broker whose acknowledgements can be lost. */
const aBroker = () => {
  const taken: BusMessage[] = [];
  const broker = { taken, loseAck: false };
  const bus: MessageBus = {
    produce: async (messages) => {
      taken.push(...messages);
      if (!broker.loseAck) return;
      broker.loseAck = false;
      throw new Error('connection lost');
    },
    consume: async () => ({ stop: async () => undefined }),
    close: async () => undefined,
  };
  return { broker, bus };
};

const relay = (log: TallyLog, schema: string, bus: MessageBus, over: { topic?: string } = {}) => {
  const session = new Session(pool);
  const running = new Relay({
    service: 'spec-service',
    schema,
    topic,
    publishes,
    bus,
    session,
    ...over,
    store: log.store,
    codecs: tallyCodecs,
    checkpoints: new Checkpoints(pool, schema),
  });
  running.start();
  ended.push(async () => {
    await running.stop();
    await session.close();
  });
  return running;
};
const aSchema = (): string => `spec_${(schemas += 1)}`;

describe('a relay', () => {
  it('says what events mean to others, as CloudEvents of their stream', async () => {
    const [log, { broker, bus }] = [new TallyLog(), aBroker()];
    const [, event] = await log.add('a', opened, raised(5));
    const relayed = relay(log, aSchema(), bus);
    await until('it is said', () => relayed.position === 2);
    const [said] = broker.taken;
    expect(broker.taken).toHaveLength(1);
    expect(said).toMatchObject({
      topic,
      key: 'tally-a',
      headers: {
        'content-type': 'application/json',
        ce_specversion: '1.0',
        ce_type: 'talentloop.tally.counted.v1',
        ce_source: '/spec-service',
        ce_subject: 'tally-a',
        ce_sequence: '0000000000000001',
        ce_causationid: event?.id,
        ce_client: 'portal-1',
        ce_centre: 'LOOP',
      },
    });
    expect(JSON.parse(said?.value ?? '')).toEqual({ client: 'portal-1', centre: 'LOOP', count: 5 });
  });

  it('says nothing for an event of the same name in the stream of another aggregate', async () => {
    const [log, { broker, bus }] = [new TallyLog(), aBroker()];
    await log.addNamesakes('a', { type: 'TallyRaised', data: { page: 7 } });
    await log.add('a', opened, raised(5));
    const relayed = relay(log, aSchema(), bus);
    await until('all is followed', () => relayed.position === 3);
    expect(broker.taken.map(({ key }) => key)).toEqual(['tally-a']);
  });

  it('says it again, byte for byte, when it cannot know that it was heard', async () => {
    const [log, { broker, bus }] = [new TallyLog(), aBroker()];
    broker.loseAck = true;
    await log.add('a', opened, raised(1), raised(2));
    const relayed = relay(log, aSchema(), bus);
    await until('it gets through', () => relayed.position === 3);
    expect(broker.taken).toHaveLength(4);
    expect(broker.taken.slice(2)).toEqual(broker.taken.slice(0, 2));
  });

  it('goes on from its own checkpoint, which is one per topic', async () => {
    const [log, { broker, bus }, schema] = [new TallyLog(), aBroker(), aSchema()];
    await log.add('a', opened, raised(1));
    const first = relay(log, schema, bus);
    await until('the first is said', () => first.position === 2);
    await first.stop();
    await log.add('a', raised(2));
    const [second, other] = [
      relay(log, schema, bus),
      relay(log, schema, bus, { topic: 'spec.other' }),
    ];
    await until('all is said', () => second.position === 3 && other.position === 3);
    expect(broker.taken.filter((it) => it.topic === topic)).toHaveLength(2);
    expect(broker.taken.filter((it) => it.topic === 'spec.other')).toHaveLength(2);
  });

  it('says everything once when there are two of them, and none crashes', async () => {
    const [log, { broker, bus }, schema] = [new TallyLog(), aBroker(), aSchema()];
    const relays = [relay(log, schema, bus), relay(log, schema, bus)];
    for (let i = 0; i < 30; i += 1) await log.add(`t${i % 3}`, i < 3 ? opened : raised(i));
    await until('all is said', () => relays.some(({ position }) => position === 30));
    expect(new Set(broker.taken.map(({ headers }) => headers['ce_id'])).size).toBe(27);
    expect(broker.taken).toHaveLength(27);
  });
});
