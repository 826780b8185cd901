import type {
  BusMessage,
  Consumer,
  ConsumerOptions,
  MessageBus,
} from '@talentloop/integration-bus';
import { audited, counted, until, wire } from '@talentloop/testing';
import { type KafkaUnderTest, onKafka, startKafkaUnderTest } from './steps/on-kafka';
import { CountingService } from './steps/services';

const PARKED_MS_MAX = 5_000;
const FIVE_MB = 5_000_000;
const KEY = 'tally-poisoned';
const OTHERS = ['tally-b', 'tally-c', 'tally-d', 'tally-e'];
jest.setTimeout(60_000);

interface Poison {
  readonly name: string;
  readonly cause: string;
  readonly spoil: (message: BusMessage) => Partial<BusMessage>;
  /** What the consumer does not know, or cannot do, at first. */
  readonly before?: (listener: CountingService, topic: string) => Partial<ConsumerOptions>;
  /** Whether the message can be handled after the repair. */
  readonly mended: boolean;
}

const typed = ({ headers }: BusMessage, type: string) => ({
  headers: { ...headers, ce_type: `talentloop.${type}` },
});

const poisons: readonly Poison[] = [
  { name: 'no JSON', cause: 'bad-json', spoil: () => ({ value: '{"centre": ' }), mended: false },
  {
    name: 'an unknown type',
    cause: 'unknown-type',
    spoil: (message) => typed(message, 'tally.audited.v1'),
    before: (_, topic) => ({ known: [counted(topic)] }),
    mended: true,
  },
  {
    name: 'a future version',
    cause: 'unknown-version',
    spoil: (message) => typed(message, 'tally.counted.v2'),
    mended: true,
  },
  {
    name: 'five megabytes',
    cause: 'too-large',
    spoil: ({ value }) => ({ value: value + ' '.repeat(FIVE_MB) }),
    mended: true,
  },
  {
    name: 'a handler that throws',
    cause: 'handler-failed',
    spoil: () => ({}),
    before: (listener) => ({
      execute: async (command, context) => {
        if (command.id === 'poisoned') throw new Error('cannot count that');
        return listener.execute(command, context);
      },
    }),
    mended: true,
  },
];

onKafka('what cannot be handled', () => {
  let kafka: KafkaUnderTest;
  let bus: MessageBus;
  let listeners = 0;
  let consumer: Consumer | undefined;

  const send = (...messages: readonly BusMessage[]) => bus.produce(messages);
  /** A consumer that knows the next version and accepts larger messages. */
  const mending = (topic: string): Partial<ConsumerOptions> => ({
    known: [counted(topic), audited(topic), { ...counted(topic), version: 2 }],
    bytesMax: 2 * FIVE_MB,
  });

  beforeAll(async () => {
    kafka = await startKafkaUnderTest();
    bus = await kafka.open();
  });
  afterEach(() => consumer?.stop());
  afterAll(async () => {
    await bus.close();
    await kafka.close();
  });

  /**
   * Twice at once: it is done once. What cannot be mended is parked again, until it is discarded.
   */
  const mendOrDiscard = async (mender: Consumer, id: string, mended: boolean): Promise<void> => {
    if (mended) {
      const outcomes = await Promise.all([mender.redrive(id), mender.redrive(id)]);
      expect([...outcomes].sort()).toEqual(['done', 'gone']);
    } else {
      expect(await mender.redrive(id)).toBe('parked-again');
      expect(await mender.discard(id)).toBe('done');
    }
    expect(await mender.redrive(id)).toBe('gone');
    expect(await mender.listParked()).toEqual([]);
  };

  it.each(poisons)(
    '$name is parked within 5 s with its cause; other keys flow; redriven once, it works once',
    async ({ cause, spoil, before, mended }) => {
      const topic = await kafka.topic();
      const listener = await CountingService.open(kafka.pool, `listener_${(listeners += 1)}`);
      const effectsOf = async (key: string) => (await listener.counts()).get(key) ?? [];
      const poisoned = listener.consumer(bus, topic, before?.(listener, topic));
      consumer = poisoned;
      await poisoned.start();
      await send(...[KEY, ...OTHERS].map((key) => wire(topic, key, 0)));
      const failing = cause === 'handler-failed' ? [] : [0];
      await until('the group has joined', async () => (await effectsOf('tally-b')).length === 1);

      const message = wire(topic, KEY, 1);
      await send({ ...message, ...spoil(message) }, wire(topic, KEY, 2));
      await send(...OTHERS.map((key) => wire(topic, key, 1)));
      const parked = async () => (await poisoned.listParked()).length === 1;
      await until('it is parked', parked, PARKED_MS_MAX);
      const [first] = await poisoned.listParked();
      expect(first).toMatchObject({ cause, topic, key: KEY });
      const flows = async () => (await effectsOf('tally-e')).length === 2;
      await until('other keys flow', flows);
      expect(await effectsOf(KEY)).toEqual(failing);
      await poisoned.stop();

      const mender = listener.consumer(bus, topic, mending(topic));
      consumer = mender;
      await mendOrDiscard(mender, first?.id ?? '', mended);
      // The messages behind it had their effects, and the whole topic again would change nothing.
      const counts = await listener.counts();
      expect(counts.get(KEY)?.at(-1)).toBe(2);
      await mender.start();
      await send(...[KEY, ...OTHERS].map((key) => wire(topic, key, 2)));
      await until('the others go on', async () => (await effectsOf('tally-e')).length === 3);
      expect((await effectsOf(KEY)).length).toBe(new Set(await effectsOf(KEY)).size);
      await listener.close();
    },
  );
});
