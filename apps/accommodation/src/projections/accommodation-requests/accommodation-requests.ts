import type { ReadModel, RecordedEvent } from '@talentloop/event-sourcing';
import type { Leg, RequestEvent } from '../../domain/accommodation-request/events';

/** One request in the list of requests: every scalar field of the resource. */
export interface RequestRow {
  readonly id: string;
  readonly status: string;
  readonly talentId: string;
  readonly centre: string;
  readonly client: string | null;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly guests: number;
  readonly points: number | null;
  readonly refusalCode: string | null;
  readonly offer: { readonly unitId: string; readonly expiresAt: string } | null;
  readonly booking: { readonly unitId: string; readonly from: string; readonly to: string } | null;
  readonly arrivedAt: string | null;
  readonly departedAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly revision: number;
  readonly correlationId: string;
}

type Recorded = Pick<RecordedEvent<RequestEvent>, 'revision' | 'meta'>;

/** A change of a row that is there, with what every event moves on. */
const change =
  <D>(of: (data: D, row: RequestRow) => Partial<RequestRow>) =>
  (
    row: RequestRow | null,
    { data, event }: { readonly data: D; readonly event: Recorded },
  ): RequestRow | null =>
    row && {
      ...row,
      ...of(data, row),
      revision: event.revision,
      updatedAt: event.meta.recordedAt,
    };

const became = (status: string) => change<object>(() => ({ status }));
const noOffer = change<object>(() => ({ status: 'assessed', offer: null }));
const stayChanged = change<{ from: string; to: string; legs: readonly Leg[] }>(
  ({ from, to, legs }, { booking }) => ({
    booking: { unitId: legs.at(-1)?.unitId ?? booking?.unitId ?? '', from, to },
  }),
);

/** All requests, as the caseworkers of a centre and the portals of a client list them. */
export const accommodationRequests: ReadModel<RequestRow, RequestEvent> = {
  name: 'accommodation_requests',
  version: 1,
  columns: {
    status: 'text',
    talentId: 'text',
    centre: 'text',
    client: 'text',
    kind: 'text',
    createdAt: 'timestamptz',
  },
  indexes: [['createdAt'], ['centre', 'status'], ['talentId']],
  // A unit has an event of the same name that names no talent.
  keysOf: ({ data }) => ('talentId' in data ? [data.requestId] : []),
  on: {
    AccommodationRequested: (_, { data, event }) => ({
      id: data.requestId,
      status: 'draft',
      talentId: data.talentId,
      centre: data.centre,
      client: data.client ?? null,
      kind: data.kind,
      from: data.from,
      to: data.to,
      guests: data.guests,
      points: null,
      refusalCode: null,
      offer: null,
      booking: null,
      arrivedAt: null,
      departedAt: null,
      createdAt: event.meta.recordedAt,
      updatedAt: event.meta.recordedAt,
      revision: event.revision,
      correlationId: event.meta.correlationId,
    }),
    RequestSubmitted: became('submitted'),
    AssessmentStarted: became('eligibility-check'),
    InformationRequested: became('information-requested'),
    InformationProvided: became('eligibility-check'),
    RequestAssessed: change(({ points }) => ({ status: 'assessed', points })),
    RequestRefused: change(({ code }) => ({ status: 'refused', refusalCode: code })),
    RequestWaitlisted: became('waitlisted'),
    OfferMade: change(({ unitId, expiresAt }) => ({
      status: 'offered',
      offer: { unitId, expiresAt },
    })),
    OfferAccepted: became('accepted'),
    OfferDeclined: noOffer,
    OfferExpired: noOffer,
    BookingConfirmed: change(({ unitId, from, to }) => ({
      status: 'booked',
      offer: null,
      booking: { unitId, from, to },
    })),
    GuestCheckedIn: change(({ at }) => ({ status: 'checked-in', arrivedAt: at })),
    GuestCheckedOut: change(({ at, unitId, from, to }) => ({
      status: 'departed',
      departedAt: at,
      booking: { unitId, from, to },
    })),
    NoShowRecorded: became('no-show'),
    StayExtended: stayChanged,
    StayShortened: stayChanged,
    StayTransferred: stayChanged,
    RequestWithdrawn: change(() => ({ status: 'withdrawn', offer: null })),
    BookingCancelled: became('cancelled'),
  },
};
