import vectors from '../../test/fixtures/envelope/vectors.json';
import { canonicalJson } from './canonical';
import { envelope, FIRST_PREVIOUS_HASH, hashOf, payload, preimageOf } from './envelope';
import { derivedId } from './identifiers';

describe('the stored envelope', () => {
  it.each(vectors.derivedIds)('derives the published id of $parts', ({ parts, id }) => {
    expect(derivedId(...parts)).toBe(id);
  });

  it.each(vectors.events)(
    'has the published preimage and hash: $event.type',
    ({ event, input }) => {
      const { preimage, hash, ...unhashed } = event;
      expect(canonicalJson(input.data)).toBe(unhashed.data);
      expect(canonicalJson(input.metadata)).toBe(unhashed.metadata);
      expect(preimageOf(unhashed)).toBe(preimage);
      expect(hashOf(unhashed)).toBe(hash);
    },
  );

  it('numbers, identifies and chains the events of a command', () => {
    const [first, second, third] = vectors.events;
    if (!first || !second || !third) throw new Error('three vectors');
    const payloadOf = ({ event, input }: typeof first) =>
      payload(event.type, event.schemaVersion, input.data, input.metadata);
    const { stream } = first.event;
    const start = { revision: -1, hash: FIRST_PREVIOUS_HASH };
    const [opened] = envelope(stream, start, first.input.commandId, [payloadOf(first)]);
    const end = { revision: 0, hash: opened?.hash ?? '' };
    const rest = envelope(stream, end, second.input.commandId, [
      payloadOf(second),
      payloadOf(third),
    ]);
    const published = vectors.events.map(({ event: { preimage, ...event } }) => event);
    expect([opened, ...rest]).toEqual(published);
  });

  it('changes with every field', () => {
    const [vector] = vectors.events;
    if (!vector) throw new Error('a vector');
    const { preimage, hash, ...event } = vector.event;
    const altered = [
      { stream: `${event.stream}x` },
      { revision: 1 },
      { id: first(event.id) },
      { type: 'CaseClosed' },
      { schemaVersion: 2 },
      { data: event.data.replace('loop', 'Loop') },
      { metadata: event.metadata.replace('worker-1', 'worker-2') },
      { previousHash: first(event.previousHash) },
    ];
    for (const change of altered) expect(hashOf({ ...event, ...change })).not.toBe(hash);
  });
});

const first = (text: string): string => `f${text.slice(1)}`;
