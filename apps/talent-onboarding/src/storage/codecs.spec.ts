import { sponsorCodec } from './sponsor.codec';
import { talentCodec } from './talent.codec';
import * as example from '../domain/talent/exemplars';
import type { TalentEvent } from '../domain/talent/events';

const parse = ({ type, data }: TalentEvent) => talentCodec.events[type].schema.parse(data);
const events: readonly TalentEvent[] = [
  ...example.historyOf.suspended,
  example.mistypedAdded,
  example.checkOverridden,
  example.documentRejected,
  example.informationRequested,
  example.informationProvided,
  example.refused,
  example.reinstated,
  example.departed,
  example.withdrawn,
  example.expired,
];

describe('the codecs of a talent', () => {
  it.each(events.map((event) => [event.type, event] as const))('keep %s whole', (_, event) =>
    expect(parse(event)).toEqual(event.data),
  );

  it('read what was erased', () => {
    const erased = { erased: true } as const;
    const data = { ...example.registration, name: erased, birthDate: erased, email: erased };
    const event: TalentEvent = {
      type: 'TalentRegistered',
      data: { ...data, draftUntil: example.DRAFT_UNTIL },
    };
    expect(parse(event)).toEqual(event.data);
  });

  it('name each event as it is stored', () => {
    for (const codecs of [talentCodec, sponsorCodec])
      for (const [type, definition] of Object.entries(codecs.events))
        expect(definition.type).toBe(type);
  });

  it('know whose stream it is', () => {
    expect(talentCodec.subject?.(example.registered.data)).toBe(example.TALENT_ID);
  });
});
