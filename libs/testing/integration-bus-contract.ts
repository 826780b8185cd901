import type { BusMessage, Consumer, MessageBus } from '@talentloop/integration-bus';
import type { Pool } from 'pg';
import { countingConsumer, Recorder, wire } from './bus-recorder';
import { until } from './until';

/** What the suite needs of a transport. */
export interface BusUnderTest {
  /** A member as another process would be; the suite closes it. */
  open(): Promise<MessageBus>;
  /** The name of a topic that exists and is empty. */
  topic(): Promise<string>;
  /** Where consumers keep what they remember. */
  readonly pool: Pool;
  close(): Promise<void>;
}

const keys = ['tally-a', 'tally-b', 'tally-c', 'tally-d'];
const counts = (upTo: number): number[] => Array.from({ length: upTo }, (_, i) => i);
const inOrder = (key: string, upTo: number): string[] => counts(upTo).map((n) => `${key} ${n}`);

/** Every adapter of the bus runs this: what the services rely on, whatever carries the messages. */
export const integrationBusContract = (name: string, setUp: () => Promise<BusUnderTest>): void => {
  describe(`the integration bus: ${name}`, () => {
    let bus: BusUnderTest;
    let topic: string;
    let schema: string;
    let schemas = 0;
    let members: MessageBus[] = [];
    let consumers: Consumer[] = [];

    const member = async (): Promise<MessageBus> => {
      const opened = await bus.open();
      members.push(opened);
      return opened;
    };
    const consume = async (recorder: Recorder, on?: MessageBus): Promise<Consumer> => {
      const at = { bus: on ?? (await member()), pool: bus.pool, schema };
      const consumer = countingConsumer(at, topic, recorder);
      consumers.push(consumer);
      await consumer.start();
      return consumer;
    };
    const send = async (...messages: readonly BusMessage[]): Promise<void> => {
      const [first] = members;
      await (first ?? (await member())).produce(messages);
    };
    const sendCounts = (upTo: number): Promise<void> =>
      send(...counts(upTo).flatMap((n) => keys.map((key) => wire(topic, key, n))));

    beforeAll(async () => {
      bus = await setUp();
    });
    beforeEach(async () => {
      topic = await bus.topic();
      schema = `consumer_${(schemas += 1)}`;
    });
    afterEach(async () => {
      await Promise.all(consumers.map((consumer) => consumer.stop()));
      await Promise.all(members.map((opened) => opened.close()));
      [consumers, members] = [[], []];
    });
    afterAll(() => bus.close());

    it('keeps the order of every key', async () => {
      const recorder = new Recorder();
      await consume(recorder);
      for (const n of counts(25)) await send(...keys.map((key) => wire(topic, key, n)));
      await until('all arrive', () => recorder.effects.length === 100);
      for (const key of keys) expect(recorder.of(key)).toEqual(inOrder(key, 25));
    });

    it('carries journey and cause to the command', async () => {
      const recorder = new Recorder();
      await consume(recorder);
      await send(wire(topic, 'tally-a', 0));
      await until('it arrives', () => recorder.effects.length === 1);
      expect(recorder.contexts[0]).toMatchObject({
        correlationId: 'journey-of-tally-a',
        causationId: 'tally-a@0',
        actor: { id: `consumer:${schema}`, roles: ['system'] },
      });
    });

    it('has each effect once, however often a message is sent', async () => {
      const recorder = new Recorder();
      await sendCounts(5);
      await sendCounts(5);
      await consume(recorder);
      await until('all arrive', () => recorder.effects.length === 20);
      await sendCounts(5);
      await sendCounts(6);
      await until('the new ones arrive', () => recorder.effects.length === 24);
      for (const key of keys) expect(recorder.of(key)).toEqual(inOrder(key, 6));
    });

    it('tells two messages of one event apart by their ids', async () => {
      const recorder = new Recorder();
      await consume(recorder);
      const one = wire(topic, 'tally-a', 1);
      const two = wire(topic, 'tally-a', 2);
      const sameSequence = { ...two.headers, ce_sequence: one.headers['ce_sequence'] ?? '' };
      await send(one, { ...two, headers: sameSequence }, one, { ...two, headers: sameSequence });
      await send(wire(topic, 'tally-a', 3));
      await until('the last arrives', () => recorder.of('tally-a').includes('tally-a 3'));
      expect(recorder.effects).toEqual(['tally-a 1', 'tally-a 2', 'tally-a 3']);
      expect(recorder.calls).toBe(3);
    });

    it('goes on after a crash between effect and offset, with each effect once', async () => {
      const recorder = new Recorder();
      recorder.before = (effect) => {
        if (effect !== 'tally-b 2') return undefined;
        recorder.before = () => undefined;
        throw Object.assign(new Error('killed'), { name: 'StoreUnavailable' });
      };
      await consume(recorder);
      await sendCounts(4);
      await until('all arrive', () => recorder.effects.length === 16);
      for (const key of keys) expect(recorder.of(key)).toEqual(inOrder(key, 4));
    });

    it('begins where its group left off', async () => {
      const recorder = new Recorder();
      const first = await consume(recorder);
      await sendCounts(2);
      await until('the first arrive', () => recorder.effects.length === 8);
      await first.stop();
      await sendCounts(4);
      await consume(recorder);
      await until('the rest arrives', () => recorder.effects.length === 16);
      for (const key of keys) expect(recorder.of(key)).toEqual(inOrder(key, 4));
    });

    it('shares the work of a group, and another member takes over', async () => {
      const recorder = new Recorder();
      const [one, two] = [await member(), await member()];
      await consume(recorder, one);
      await consume(recorder, two);
      await sendCounts(5);
      await until('all arrive', () => recorder.effects.length === 20);
      await consumers[0]?.stop();
      await one.close();
      members = [two];
      await sendCounts(10);
      await until('the rest arrives', () => recorder.effects.length === 40);
      for (const key of keys) expect(recorder.of(key)).toEqual(inOrder(key, 10));
    });

    it('gives every group everything', async () => {
      const recorders = [new Recorder(), new Recorder()];
      for (const recorder of recorders) {
        schema = `consumer_${(schemas += 1)}`;
        await consume(recorder);
      }
      await sendCounts(3);
      await until('all arrive', () => recorders.every(({ effects }) => effects.length === 12));
      expect(recorders.map(({ effects }) => effects.length)).toEqual([12, 12]);
    });

    describe('what cannot be handled', () => {
      const poisons: readonly [string, string, (message: BusMessage) => Partial<BusMessage>][] = [
        ['bad-json', 'no JSON', () => ({ value: '{"centre": ' })],
        ['unknown-type', 'an unknown type', ({ headers }) => withType(headers, 'tally.lost.v1')],
        [
          'unknown-version',
          'a future version',
          ({ headers }) => withType(headers, 'tally.counted.v9'),
        ],
        ['invalid', 'data against its contract', () => ({ value: '{"centre":"LOOP"}' })],
        ['too-large', 'too much', ({ value }) => ({ value: value + ' '.repeat(20_000) })],
      ];
      const withType = (headers: BusMessage['headers'], type: string) => ({
        headers: { ...headers, ce_type: `talentloop.${type}` },
      });

      it.each(poisons)('parks %s (%s); its key waits, others flow', async (cause, _, spoil) => {
        const recorder = new Recorder();
        const consumer = await consume(recorder);
        const good = wire(topic, 'tally-a', 1);
        await send(wire(topic, 'tally-a', 0), { ...good, ...spoil(good) });
        await send(wire(topic, 'tally-a', 2), wire(topic, 'tally-b', 0));
        await until('it is parked', async () => (await consumer.listParked()).length === 1);
        await until('the other flows', () => recorder.of('tally-b').length === 1);
        expect((await consumer.listParked())[0]).toMatchObject({ cause, topic, key: 'tally-a' });
        expect(recorder.of('tally-a')).toEqual(['tally-a 0']);
      });

      it('ignores contracts that are none of its business', async () => {
        const recorder = new Recorder();
        const consumer = await consume(recorder);
        const { headers, ...rest } = wire(topic, 'tally-a', 0);
        await send({ ...rest, ...withType(headers, 'tally.audited.v1') });
        await send(wire(topic, 'tally-a', 1));
        await until('the next arrives', () => recorder.effects.length === 1);
        expect(await consumer.listParked()).toEqual([]);
      });

      it('goes on after a refusal, which is an outcome', async () => {
        const recorder = new Recorder();
        recorder.before = (effect) =>
          effect === 'tally-a 1' ? { rejected: 'already-counted' } : undefined;
        const consumer = await consume(recorder);
        await sendCounts(3);
        await until('the others arrive', () => recorder.effects.length === 11);
        expect(recorder.of('tally-a')).toEqual(['tally-a 0', 'tally-a 2']);
        expect(await consumer.listParked()).toEqual([]);
        const refused = async () =>
          (await bus.pool.query(`select id, code from ${schema}.refused_effects`)).rows;
        await until('the outcome is recorded', async () => (await refused()).length > 0);
        expect(await refused()).toEqual([{ id: 'tally-a', code: 'already-counted' }]);
      });

      it('waits a while for what it has not heard of yet', async () => {
        const recorder = new Recorder();
        let times = 0;
        recorder.before = (effect) =>
          effect === 'tally-a 0' && (times += 1) < 3 ? { rejected: 'not-known' } : undefined;
        const consumer = await consume(recorder);
        await sendCounts(2);
        await until('all arrive', () => recorder.effects.length === 8);
        expect(recorder.of('tally-a')).toEqual(inOrder('tally-a', 2));
        expect(await consumer.listParked()).toEqual([]);
      });

      it('parks what it does not know, and redrives it once with what waits behind', async () => {
        const recorder = new Recorder();
        recorder.before = (effect) =>
          effect === 'tally-a 1' ? { rejected: 'not-known' } : undefined;
        const consumer = await consume(recorder);
        await sendCounts(4);
        await until('it is parked', async () => (await consumer.listParked()).length === 1);
        const [parked] = await consumer.listParked();
        expect(parked).toMatchObject({ cause: 'not-found', key: 'tally-a' });
        const id = parked?.id ?? '';
        expect(await consumer.redrive(id)).toBe('parked-again');
        recorder.before = () => undefined;
        const both = await Promise.all([consumer.redrive(id), consumer.redrive(id)]);
        expect([...both].sort()).toEqual(['done', 'gone']);
        expect(await consumer.redrive(id)).toBe('gone');
        await sendCounts(5);
        await until('the key goes on', () => recorder.of('tally-a').length === 5);
        for (const key of keys) expect(recorder.of(key)).toEqual(inOrder(key, 5));
      });

      it('parks what its handler fails on; discarded, its key goes on without it', async () => {
        const recorder = new Recorder();
        recorder.before = (effect) => {
          if (effect === 'tally-a 1') throw new Error('cannot count to one');
          return undefined;
        };
        const consumer = await consume(recorder);
        await sendCounts(3);
        await until('it is parked', async () => (await consumer.listParked()).length === 1);
        const [parked] = await consumer.listParked();
        expect(parked).toMatchObject({ cause: 'handler-failed' });
        expect(await consumer.discard(parked?.id ?? '')).toBe('done');
        recorder.before = () => undefined;
        await sendCounts(4);
        await until('the key goes on', () => recorder.of('tally-a').includes('tally-a 3'));
        expect(recorder.of('tally-a')).toEqual(['tally-a 0', 'tally-a 2', 'tally-a 3']);
        expect(await consumer.listParked()).toEqual([]);
      });
    });
  });
};
