import type { BusMessage } from '@talentloop/integration-bus';
import { wire } from '@talentloop/testing';
import { chunksOf, fromKafka, toKafka } from './wire-form';

const asKafkaHasIt = (message: BusMessage) => {
  const { headers = {} } = toKafka(message);
  const bytes = Object.entries(headers).map(([name, text]) => [name, Buffer.from(String(text))]);
  return {
    key: Buffer.from(message.key),
    value: Buffer.from(message.value),
    offset: '7',
    headers: Object.fromEntries(bytes),
    timestamp: '0',
    attributes: 0,
  };
};

describe('a message on Kafka', () => {
  const message = wire('spec.tally', 'tally-a', 3);

  it('comes as it was sent, with its place', () => {
    expect(fromKafka('spec.tally', 2, asKafkaHasIt(message))).toEqual({
      ...message,
      partition: 2,
      offset: '7',
    });
  });

  it('of a stranger is something that a database can keep', () => {
    const strange = {
      offset: '0',
      timestamp: '0',
      attributes: 0,
      value: null,
      key: Buffer.from('a\0b'),
      headers: { twice: [Buffer.from('x'), Buffer.from('y\0')], nothing: undefined },
    };
    expect(fromKafka('t', 0, strange)).toEqual({
      topic: 't',
      partition: 0,
      offset: '0',
      key: 'a\uFFFDb',
      value: '',
      headers: { twice: 'y\uFFFD', nothing: '' },
    });
  });
});

describe('many messages', () => {
  const message = (length: number): BusMessage => ({
    topic: 't',
    key: 'k',
    headers: {},
    value: 'x'.repeat(length),
  });
  const lengths = (...given: readonly number[]): number[][] =>
    [...chunksOf(given.map(message))].map((chunk) => chunk.map(({ value }) => value.length));

  it('go in portions of at most a megabyte, in their order', () => {
    expect(lengths()).toEqual([]);
    expect(lengths(1, 2, 3)).toEqual([[1, 2, 3]]);
    expect(lengths(600_000, 400_000, 100_000, 1)).toEqual([
      [600_000, 400_000],
      [100_000, 1],
    ]);
  });

  it('of which one is larger go with that one alone', () => {
    expect(lengths(1, 5_000_000, 2)).toEqual([[1], [5_000_000], [2]]);
  });
});
