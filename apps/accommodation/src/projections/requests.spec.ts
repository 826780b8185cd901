import type { RequestEvent } from '../domain/accommodation-request/events';
import { histories, ref } from '../domain/accommodation-request/exemplars';
import { recorded, tableOf } from '@talentloop/testing';
import { accommodationRequests } from './accommodation-requests/accommodation-requests';
import { waitingList } from './waiting-list/waiting-list';

const stream = `accommodationRequest-${ref.requestId}`;
const log = (events: readonly RequestEvent[]) =>
  events.map((event, revision) => recorded(stream, event, { revision }));
const rowOf = (events: readonly RequestEvent[]) =>
  tableOf(accommodationRequests, log(events)).get(ref.requestId);
const waitingOf = (events: readonly RequestEvent[]) =>
  tableOf(waitingList, log(events)).get(ref.requestId);

describe('accommodation_requests', () => {
  it.each(Object.entries(histories))('knows a request that is %s', (status, life) => {
    expect(rowOf(life)).toMatchObject({
      id: ref.requestId,
      status,
      talentId: ref.talentId,
      client: 'portal',
      revision: life.length - 1,
    });
  });

  it('shows the offer while it is open and the booking from then on', () => {
    const offer = { unitId: 'unit-1', expiresAt: '2026-03-04T02:00:00.000Z' };
    expect(rowOf(histories.offered)).toMatchObject({ offer, booking: null });
    expect(rowOf(histories.booked)).toMatchObject({
      offer: null,
      booking: { unitId: 'unit-1', from: '2026-03-10', to: '2026-03-20' },
    });
  });

  it('follows a stay that changes', () => {
    const legs = [{ bookingId: 'b', unitId: 'unit-2', from: '2026-03-10', to: '2026-03-15' }];
    const shortened: RequestEvent = {
      type: 'StayShortened',
      data: {
        ...ref,
        from: '2026-03-10',
        to: '2026-03-15',
        previousTo: '2026-03-20',
        change: 1,
        legs,
        unused: [],
      },
    };
    expect(rowOf([...histories.booked, shortened])?.booking).toEqual({
      unitId: 'unit-2',
      from: '2026-03-10',
      to: '2026-03-15',
    });
  });

  it('has no row for a unit whose booking was cancelled', () => {
    const event = recorded('unit-1', {
      type: 'BookingCancelled' as const,
      data: { unitId: 'unit-1', propertyId: 'p', requestId: 'r', bookingId: 'b' },
    });
    expect(accommodationRequests.changeBy(event)).toBeUndefined();
  });
});

describe('waiting_list', () => {
  it('lists who waits, and since when', () => {
    expect(waitingOf(histories.assessed)).toMatchObject({ waiting: false, points: 90 });
    expect(waitingOf(histories.waitlisted)).toMatchObject({
      waiting: true,
      waitingSince: '2026-03-02T02:00:00.000Z',
    });
  });

  it('forgets who has an offer, and drops who is housed or gone', () => {
    expect(waitingOf(histories.offered)).toMatchObject({ waiting: false });
    expect(waitingOf(histories.booked)).toBeUndefined();
    expect(waitingOf(histories.withdrawn)).toBeUndefined();
  });
});
