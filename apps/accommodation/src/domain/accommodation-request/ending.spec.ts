import { specOf } from '@talentloop/testing';
import { accommodationRequest } from './accommodation-request';
import type { RequestCommand, RequestCommandData } from './commands';
import { cancelled, histories, leg, nights, offerRef, reason, ref, withdrawn } from './exemplars';

const { given } = specOf(accommodationRequest);

const withdraw: RequestCommand = { type: 'WithdrawRequest', data: { reason } };
const cancel: RequestCommand = { type: 'CancelBooking', data: { reason } };
const end = (
  on: string,
  because: RequestCommandData['EndForTalent']['because'] = 'departed',
): RequestCommand => ({ type: 'EndForTalent', data: { on, because } });

describe('withdrawing', () => {
  it.each([
    'draft',
    'submitted',
    'eligibility-check',
    'information-requested',
    'assessed',
    'waitlisted',
  ] as const)('is possible from %s', (status) => {
    given(...histories[status])
      .when(withdraw)
      .then(withdrawn)
      .againNothing();
  });

  it('with an offer open says which unit is free again', () => {
    given(...histories.offered)
      .when(withdraw)
      .then({
        type: 'RequestWithdrawn',
        data: { ...ref, offer: offerRef },
        reason,
      });
  });

  it.each(['booked', 'checked-in', 'departed', 'refused', 'cancelled', 'no-show'] as const)(
    'is too late from %s',
    (status) => {
      given(...histories[status])
        .when(withdraw)
        .thenRefused('too-late-to-withdraw');
    },
  );
});

describe('cancelling', () => {
  it('ends a booking', () => {
    given(...histories.booked)
      .when(cancel)
      .then(cancelled)
      .againNothing();
    given(...histories['checked-in'])
      .when(cancel)
      .thenRefused('not-booked');
  });
});

describe('when the talent is gone', () => {
  it('an open request is withdrawn', () => {
    given(...histories.offered)
      .when(end('2026-03-05', 'refused'))
      .then({ type: 'RequestWithdrawn', data: { ...ref, offer: offerRef, because: 'refused' } })
      .againNothing();
  });

  it('a booking ends on the day of departure, or is cancelled if nothing of it is left', () => {
    given(...histories.booked)
      .when(end('2026-03-15'))
      .thenTypes('StayShortened');
    given(...histories.booked)
      .when(end('2026-03-10'))
      .then({ type: 'BookingCancelled', data: { ...ref, unused: [leg], because: 'departed' } })
      .againNothing();
    given(...histories.booked)
      .when(end('2026-03-15', 'expired'))
      .thenTypes('BookingCancelled');
    given(...histories.booked)
      .when(end(nights.to))
      .thenNothing();
  });

  it('a stay ends no earlier than today, and not before a night was spent', () => {
    const during = { at: '2026-03-12T02:00:00.000Z' };
    given(...histories['checked-in'])
      .when(end('2026-03-11'), during)
      .thenState((state) => expect(state).toMatchObject({ stay: { to: '2026-03-12' } }));
    given(...histories['checked-in'])
      .when(end('2026-03-01'), { at: '2026-03-10T07:00:00.000Z' })
      .thenState((state) => expect(state).toMatchObject({ stay: { to: '2026-03-11' } }));
    given(...histories['checked-in'])
      .when(end('2026-03-30'), during)
      .thenNothing();
  });

  it('what is over stays as it is', () => {
    given(...histories.departed)
      .when(end('2026-03-01'))
      .thenNothing();
    given(...histories.withdrawn)
      .when(end('2026-03-01'))
      .thenNothing();
  });
});
