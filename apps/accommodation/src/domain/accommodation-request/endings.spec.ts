import { specOf } from '@talentloop/testing';
import { accommodationRequest } from './accommodation-request';
import type { EndForTalent, RequestCommand } from './commands';
import { cancelled, leg, lives, nights, offerRef, ref, withdrawn } from './request.fixtures';

const { given } = specOf(accommodationRequest);

const withdraw: RequestCommand = { type: 'WithdrawRequest', data: { reason: 'Found a flat.' } };
const cancel: RequestCommand = { type: 'CancelBooking', data: { reason: 'Comes later.' } };
const end = (on: string, because: EndForTalent['data']['because'] = 'departed'): EndForTalent => ({
  type: 'EndForTalent',
  data: { on, because },
});

describe('withdrawing', () => {
  it.each([
    'draft',
    'submitted',
    'eligibility-check',
    'information-requested',
    'assessed',
    'waitlisted',
  ] as const)('is possible from %s', (status) => {
    given(...lives[status])
      .when(withdraw)
      .then({ ...withdrawn, reason: 'Found a flat.' })
      .againNothing();
  });

  it('with an offer open says which unit is free again', () => {
    given(...lives.offered)
      .when(withdraw)
      .then({
        type: 'RequestWithdrawn',
        data: { ...ref, offer: offerRef },
        reason: 'Found a flat.',
      });
  });

  it.each(['booked', 'checked-in', 'departed', 'refused', 'cancelled', 'no-show'] as const)(
    'is too late from %s',
    (status) => {
      given(...lives[status])
        .when(withdraw)
        .thenRefused('too-late-to-withdraw');
    },
  );
});

describe('cancelling', () => {
  it('ends a booking', () => {
    given(...lives.booked)
      .when(cancel)
      .then({ ...cancelled, reason: 'Comes later.' })
      .againNothing();
    given(...lives['checked-in'])
      .when(cancel)
      .thenRefused('not-booked');
  });
});

describe('when the talent is gone', () => {
  it('an open request is withdrawn', () => {
    given(...lives.offered)
      .when(end('2026-03-05', 'refused'))
      .then({ type: 'RequestWithdrawn', data: { ...ref, offer: offerRef, because: 'refused' } })
      .againNothing();
  });

  it('a booking ends on the day of departure, or is cancelled if nothing of it is left', () => {
    given(...lives.booked)
      .when(end('2026-03-15'))
      .thenTypes('StayShortened');
    given(...lives.booked)
      .when(end('2026-03-10'))
      .then({ type: 'BookingCancelled', data: { ...ref, unused: [leg], because: 'departed' } })
      .againNothing();
    given(...lives.booked)
      .when(end('2026-03-15', 'expired'))
      .thenTypes('BookingCancelled');
    given(...lives.booked)
      .when(end(nights.to))
      .thenNothing();
  });

  it('a stay ends no earlier than today, and not before a night was spent', () => {
    const during = { at: '2026-03-12T02:00:00.000Z' };
    given(...lives['checked-in'])
      .when(end('2026-03-11'), during)
      .thenState((state) => expect(state).toMatchObject({ stay: { to: '2026-03-12' } }));
    given(...lives['checked-in'])
      .when(end('2026-03-01'), { at: '2026-03-10T07:00:00.000Z' })
      .thenState((state) => expect(state).toMatchObject({ stay: { to: '2026-03-11' } }));
    given(...lives['checked-in'])
      .when(end('2026-03-30'), during)
      .thenNothing();
  });

  it('what is over stays as it is', () => {
    given(...lives.departed)
      .when(end('2026-03-01'))
      .thenNothing();
    given(...lives.withdrawn)
      .when(end('2026-03-01'))
      .thenNothing();
  });
});
