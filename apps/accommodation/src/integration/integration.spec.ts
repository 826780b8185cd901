import * as housing from '@talentloop/contracts/accommodation';
import * as talents from '@talentloop/contracts/talent-onboarding';
import type { Contract, IntegrationMessage, Scope } from '@talentloop/integration-bus';
import { reactionsOf, recorded } from '@talentloop/testing';
import type { RequestEvent } from '../domain/accommodation-request/events';
import { consumes } from './consumes';
import { publishes } from './publishes';

const requestId = '20000000-0000-4000-8000-000000000001';
const talentId = '30000000-0000-4000-8000-000000000001';
const unitId = '10000000-0000-4000-8000-000000000001';
const ref = {
  requestId,
  talentId,
  kind: 'hotel',
  centre: 'loop-onsite',
  client: 'portal',
} as const;
const nights = { from: '2026-03-10', to: '2026-03-20' };
const leg = { bookingId: 'offer-1', unitId, ...nights };
const offer = { offerId: 'offer-1', unitId };
const AT = '2026-03-02T02:00:00.000Z';

const said: readonly (readonly [RequestEvent, Contract, object])[] = [
  [{ type: 'RequestSubmitted', data: ref }, housing.accommodationRequested, {}],
  [{ type: 'RequestWaitlisted', data: { ...ref, points: 1 } }, housing.accommodationWaitlisted, {}],
  [{ type: 'RequestRefused', data: { ...ref, code: 'x' } }, housing.accommodationRefused, {}],
  [{ type: 'RequestWithdrawn', data: ref }, housing.accommodationWithdrawn, {}],
  [
    { type: 'OfferMade', data: { ...ref, ...offer, expiresAt: AT, expiresInHours: 48 } },
    housing.accommodationOffered,
    { unitId, expiresAt: AT },
  ],
  [{ type: 'OfferDeclined', data: { ...ref, ...offer } }, housing.accommodationDeclined, {}],
  [
    { type: 'OfferExpired', data: { ...ref, ...offer } },
    housing.accommodationOfferExpired,
    { unitId },
  ],
  [
    { type: 'BookingConfirmed', data: { ...ref, ...leg } },
    housing.accommodationBooked,
    { unitId, ...nights },
  ],
  [
    { type: 'GuestCheckedIn', data: { ...ref, ...leg, at: AT } },
    housing.accommodationCheckedIn,
    { unitId, ...nights },
  ],
  [
    { type: 'GuestCheckedOut', data: { ...ref, ...leg, at: AT, unused: [] } },
    housing.accommodationDeparted,
    { unitId, ...nights },
  ],
  [{ type: 'NoShowRecorded', data: { ...ref, unused: [] } }, housing.accommodationNoShow, {}],
  [{ type: 'BookingCancelled', data: { ...ref, unused: [] } }, housing.accommodationCancelled, {}],
];

const byType = said.map((row) => [row[0].type, ...row] as const);

it.each(byType)('%s is told by a contract whose schema accepts it', (_, event, contract, over) => {
  const data = { ...ref, ...over };
  const happened = recorded(`accommodationRequest-${requestId}`, event);
  expect(reactionsOf(publishes, happened)).toEqual([{ contract, data }]);
  expect(contract.schema.parse(data)).toEqual(data);
});

it("a unit's cancelled booking is nobody else's business", () => {
  const cancelled: RequestEvent = { type: 'BookingCancelled', data: { ...ref, unused: [] } };
  expect(publishes.reactionTo(recorded(`unit-${unitId}`, cancelled))).toBeUndefined();
});

const message: IntegrationMessage = {
  id: 'm',
  type: 't',
  source: '/talent-onboarding',
  topic: 'talentloop.talent',
  subject: `talent-${talentId}`,
  sequence: '0'.repeat(16),
  time: '2026-03-02T17:00:00.000Z',
  correlationId: 'c',
  causationId: 'e',
  centre: 'loop-onsite',
  data: { centre: 'loop-onsite' },
};
const scope = { talentId, centre: 'loop-onsite', client: 'portal' };
const hear = <D extends Scope>(contract: Contract<string, D>, data: D) =>
  consumes.reactions
    .filter((reaction) => reaction.contract.name === contract.name)
    .flatMap(({ react }) => react(data, message));
const onTalent = (type: string, data: object) => [
  { category: 'knownTalent', id: talentId, command: { type, data } },
];

describe('what is heard of a talent', () => {
  it('begins with the registration', () => {
    const heard = { ...scope, origin: 'overseas', language: 'en', scheme: 'IANG' } as const;
    expect(hear(talents.talentRegistered, { ...heard, needs: ['schooling'] })).toEqual(
      onTalent('HearOfTalent', heard),
    );
  });

  it('names the home that is needed, when one is', () => {
    const accommodation = { kind: 'hotel', ...nights, guests: 2 } as const;
    expect(
      hear(talents.talentApproved, { ...scope, needs: ['accommodation'], accommodation }),
    ).toEqual(onTalent('NoteApproval', { accommodation }));
    expect(hear(talents.talentApproved, { ...scope, needs: ['schooling'] })).toEqual(
      onTalent('NoteApproval', {}),
    );
  });

  it('is noted', () => {
    expect(hear(talents.talentActivated, scope)).toEqual(onTalent('NoteActivation', {}));
    expect(hear(talents.talentSuspended, scope)).toEqual(onTalent('NoteSuspension', {}));
    expect(hear(talents.talentReinstated, scope)).toEqual(onTalent('NoteReinstatement', {}));
  });

  it('ends on the day they leave, or on the day it was said in UTC+8', () => {
    expect(hear(talents.talentDeparted, { ...scope, on: '2026-04-01' })).toEqual(
      onTalent('NoteLeaving', { on: '2026-04-01', because: 'departed' }),
    );
    const today = '2026-03-03';
    expect(hear(talents.talentWithdrawn, scope)).toEqual(
      onTalent('NoteLeaving', { on: today, because: 'withdrawn' }),
    );
    expect(hear(talents.talentRefused, scope)).toEqual(
      onTalent('NoteLeaving', { on: today, because: 'refused' }),
    );
    expect(hear(talents.talentExpired, scope)).toEqual(
      onTalent('NoteLeaving', { on: today, because: 'expired' }),
    );
  });
});
