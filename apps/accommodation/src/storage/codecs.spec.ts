import { histories } from '../domain/accommodation-request/exemplars';
import { requestCodec } from './accommodation-request.codec';
import { knownTalentCodec } from './known-talent.codec';
import { unitCodec } from './unit.codec';

const talentId = '30000000-0000-4000-8000-000000000001';

it.each(Object.entries(histories))('reads back what a request is through to %s', (_, life) => {
  for (const event of life) {
    const { schema } = requestCodec.events[event.type];
    expect(schema.parse({ ...event.data, addedLater: 1 })).toEqual(event.data);
  }
});

it('seals what a person wrote under their key', () => {
  expect(requestCodec.subject?.({ ...histories.draft[0].data })).toBe(talentId);
  expect(
    knownTalentCodec.subject?.({ talentId, centre: 'loop-onsite', requestId: 'request-1' }),
  ).toBe(talentId);
  expect(unitCodec.subject).toBeUndefined();
  const sealed = Object.values(requestCodec.events).flatMap(({ type, personal }) =>
    personal.map(({ path }) => `${type}.${path}`),
  );
  expect(sealed).toEqual([
    'AccommodationRequested.preferences',
    'InformationRequested.items',
    'InformationRequested.message',
    'InformationProvided.items',
    'InformationProvided.message',
  ]);
});
