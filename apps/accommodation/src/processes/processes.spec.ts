import type { DomainEvent, Process, ProcessCommand, Rejection } from '@talentloop/event-sourcing';
import { reactionsOf, recorded } from '@talentloop/testing';
import type { RequestEvent } from '../domain/accommodation-request/events';
import type { KnownTalentEvent } from '../domain/known-talent/events';
import type { UnitEvent } from '../domain/unit/events';
import { expireHolds } from './expire-holds/expire-holds';
import { followRequests } from './follow-requests/follow-requests';
import { followTalents } from './follow-talents/follow-talents';
import { followUnits } from './follow-units/follow-units';

const unitRef = { unitId: 'unit-1', propertyId: 'property-1', kind: 'hotel' } as const;
const asker = { requestId: 'request-1', talentId: 'talent-1', centre: 'loop-onsite' };
const ref = { ...asker, kind: 'hotel' } as const;
const nights = { from: '2026-03-10', to: '2026-03-20' };
const leg = { bookingId: 'offer-1', unitId: 'unit-1', ...nights };
const second = { bookingId: 'move-1', unitId: 'unit-2', from: '2026-03-15', to: '2026-03-20' };
const AT = '2026-03-02T02:00:00.000Z';

const given = (process: Process, stream: string, event: DomainEvent) =>
  reactionsOf(process, recorded(stream, event));
const refusal: Rejection = { rejected: 'not-ready-for-offer' };
const told = (commands: readonly ProcessCommand[]): unknown =>
  commands.map(({ category, id, command, otherwise }) => [
    `${category}-${id}`,
    command.type,
    command.data,
    ...(otherwise ? [told(otherwise(refusal))] : []),
  ]);

describe('follow-units', () => {
  const after = (event: UnitEvent) => told(given(followUnits, 'unit-unit-1', event));

  it('makes the offer of a hold, or releases it', () => {
    const held = { offerId: 'offer-1', guests: 1, expiresAt: AT, expiresInHours: 48 };
    expect(after({ type: 'UnitHeld', data: { ...unitRef, ...asker, ...nights, ...held } })).toEqual(
      [
        [
          'accommodationRequest-request-1',
          'OfferUnit',
          { offerId: 'offer-1', unitId: 'unit-1', expiresAt: AT, expiresInHours: 48 },
          [['unit-unit-1', 'ReleaseHold', { offerId: 'offer-1', because: 'offer-refused' }]],
        ],
      ],
    );
  });

  it('lets the offer of an expired hold expire', () => {
    expect(
      after({
        type: 'HoldExpired',
        data: { ...unitRef, offerId: 'offer-1', requestId: 'request-1', expiresAt: AT },
      }),
    ).toEqual([['accommodationRequest-request-1', 'ExpireOffer', { offerId: 'offer-1' }]]);
  });

  it('ends the offer of a hold that was released, should it still stand', () => {
    expect(
      after({
        type: 'HoldReleased',
        data: { ...unitRef, offerId: 'o', requestId: 'request-1', because: 'offer-refused' },
      }),
    ).toEqual([['accommodationRequest-request-1', 'ExpireOffer', { offerId: 'o' }]]);
  });

  it('accepts the offer that was booked, as of then, or cancels the booking', () => {
    const booked = {
      ...unitRef,
      ...asker,
      ...nights,
      bookingId: 'offer-1',
      bookedAt: AT,
      change: 0,
    };
    expect(after({ type: 'UnitBooked', data: booked })).toEqual([
      [
        'accommodationRequest-request-1',
        'AcceptOffer',
        { offerId: 'offer-1', unitId: 'unit-1', ...nights, bookedAt: AT },
        [
          [
            'unit-unit-1',
            'CancelUnitBooking',
            { bookingId: 'offer-1', because: 'acceptance-refused' },
          ],
        ],
      ],
    ]);
  });

  it('moves the stay to a unit booked for a transfer, or cancels the booking', () => {
    const booked = {
      ...unitRef,
      ...asker,
      ...nights,
      bookingId: 'move-1',
      bookedAt: AT,
      change: 3,
    };
    const transferFrom = { unitId: 'unit-0', bookingId: 'offer-0' };
    expect(after({ type: 'UnitBooked', data: { ...booked, transferFrom } })).toEqual([
      [
        'accommodationRequest-request-1',
        'TransferStay',
        {
          bookingId: 'move-1',
          unitId: 'unit-1',
          fromBookingId: 'offer-0',
          on: nights.from,
          to: nights.to,
          change: 3,
        },
        [
          [
            'unit-unit-1',
            'CancelUnitBooking',
            { bookingId: 'move-1', because: 'transfer-refused' },
          ],
        ],
      ],
    ]);
  });

  it('extends the stay, or gives the nights back', () => {
    const change = { ...leg, to: '2026-03-25', previousTo: nights.to, change: 1 };
    expect(
      after({ type: 'BookingExtended', data: { ...unitRef, requestId: 'request-1', ...change } }),
    ).toEqual([
      [
        'accommodationRequest-request-1',
        'ExtendStay',
        { bookingId: 'offer-1', to: '2026-03-25', previousTo: nights.to, change: 1 },
        [['unit-unit-1', 'ShortenBooking', { bookingId: 'offer-1', to: nights.to, change: 1 }]],
      ],
    ]);
  });
});

describe('follow-requests', () => {
  const after = (event: RequestEvent) =>
    told(given(followRequests, 'accommodationRequest-request-1', event));
  const closed = ['knownTalent-talent-1', 'NoteRequestClosed', { requestId: 'request-1' }];
  const freed = (bookingId: string, because: string, unit = 'unit-1') => [
    `unit-${unit}`,
    'CancelUnitBooking',
    { bookingId, because },
  ];

  it('tells the talent what is open, and what is not any more', () => {
    const facts = { ...ref, ...nights, guests: 1, talent: { sponsored: false } };
    expect(after({ type: 'AccommodationRequested', data: facts })).toEqual([
      ['knownTalent-talent-1', 'NoteRequestOpened', { requestId: 'request-1' }],
    ]);
    expect(after({ type: 'RequestRefused', data: { ...ref, code: 'other' } })).toEqual([closed]);
    expect(after({ type: 'RequestWithdrawn', data: ref })).toEqual([closed]);
  });

  it('releases what was held for an offer that came to nothing', () => {
    const offer = { offerId: 'offer-1', unitId: 'unit-1' };
    const released = (because: string) => [
      'unit-unit-1',
      'ReleaseHold',
      { offerId: 'offer-1', because },
    ];
    expect(after({ type: 'OfferDeclined', data: { ...ref, ...offer } })).toEqual([
      released('declined'),
    ]);
    expect(after({ type: 'RequestWithdrawn', data: { ...ref, offer } })).toEqual([
      released('withdrawn'),
      closed,
    ]);
  });

  it('records arrival and departure with the unit, and frees what was not lived in', () => {
    const lived = { ...ref, ...leg, at: '2026-03-12T17:00:00.000Z' };
    expect(after({ type: 'GuestCheckedIn', data: lived })).toEqual([
      ['unit-unit-1', 'RecordArrival', { bookingId: 'offer-1', on: '2026-03-13' }],
    ]);
    expect(after({ type: 'GuestCheckedOut', data: { ...lived, unused: [second] } })).toEqual([
      ['unit-unit-1', 'RecordDeparture', { bookingId: 'offer-1', on: '2026-03-13' }],
      freed('move-1', 'cancelled', 'unit-2'),
      closed,
    ]);
  });

  it('frees the units of who does not come', () => {
    expect(after({ type: 'NoShowRecorded', data: { ...ref, unused: [leg] } })).toEqual([
      freed('offer-1', 'no-show'),
      closed,
    ]);
    const cancelled: RequestEvent = { type: 'BookingCancelled', data: { ...ref, unused: [leg] } };
    expect(after(cancelled)).toEqual([freed('offer-1', 'cancelled'), closed]);
    expect(followRequests.reactionTo(recorded('unit-unit-1', cancelled))).toBeUndefined();
  });

  it('gives back the nights of a stay that became shorter or moved', () => {
    const change = { ...ref, from: nights.from, previousTo: nights.to, change: 2 };
    const to = '2026-03-13';
    expect(
      after({
        type: 'StayShortened',
        data: { ...change, to, legs: [{ ...leg, to }], unused: [second] },
      }),
    ).toEqual([
      freed('move-1', 'cancelled', 'unit-2'),
      ['unit-unit-1', 'ShortenBooking', { bookingId: 'offer-1', to, change: 2 }],
    ]);
    const moved = { ...change, to: nights.to, legs: [second], on: '2026-03-15', left: leg };
    expect(after({ type: 'StayTransferred', data: { ...moved, unused: [] } })).toEqual([
      ['unit-unit-1', 'ShortenBooking', { bookingId: 'offer-1', to: '2026-03-15', change: 2 }],
    ]);
    expect(after({ type: 'StayTransferred', data: { ...moved, unused: [leg] } })).toEqual([
      freed('offer-1', 'transferred'),
    ]);
  });
});

describe('follow-talents', () => {
  const after = (event: KnownTalentEvent) => given(followTalents, 'knownTalent-talent-1', event);
  const facts = { talentId: 'talent-1', centre: 'loop-onsite', origin: 'overseas', language: 'en' };

  it('asks for the home of who is approved and needs one, and submits it', () => {
    const accommodation = { kind: 'hotel', ...nights, guests: 2 } as const;
    const commands = after({
      type: 'KnownTalentApproved',
      data: { ...facts, scheme: 'TTPS-A', sponsorId: 's', client: 'portal', accommodation },
    });
    expect(commands.map(({ command }) => command.type)).toEqual([
      'RequestAccommodation',
      'SubmitRequest',
    ]);
    expect(new Set(commands.map(({ id }) => id)).size).toBe(1);
    expect(commands[0]?.command.data).toMatchObject({
      requestId: commands[0]?.id,
      client: 'portal',
      talent: { origin: 'overseas', scheme: 'TTPS-A', sponsored: true },
      ...accommodation,
    });
    expect(after({ type: 'KnownTalentApproved', data: facts })).toEqual([]);
  });

  it('ends all that is open when the talent leaves', () => {
    const ending = { on: '2026-04-01', because: 'departed' } as const;
    const ended = (id: string) => [`accommodationRequest-${id}`, 'EndForTalent', ending];
    const left = { talentId: 'talent-1', centre: 'loop-onsite' };
    expect(
      told(
        after({ type: 'KnownTalentLeft', data: { ...left, ...ending, openRequests: ['a', 'b'] } }),
      ),
    ).toEqual([ended('a'), ended('b')]);
    expect(
      told(
        after({
          type: 'TalentRequestOpened',
          data: { ...left, requestId: 'c', endsWith: ending },
        }),
      ),
    ).toEqual([ended('c')]);
    expect(told(after({ type: 'TalentRequestOpened', data: { ...left, requestId: 'd' } }))).toEqual(
      [],
    );
  });
});

it('expire-holds asks the unit', () => {
  expect(told([expireHolds.fire({ dueAt: AT, unitId: 'unit-1' }, 'offer-1')])).toEqual([
    ['unit-unit-1', 'ExpireHold', { offerId: 'offer-1' }],
  ]);
});
