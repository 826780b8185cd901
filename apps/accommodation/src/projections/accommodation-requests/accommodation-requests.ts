import {
  readModel,
  resourceHead,
  type ResourceHead,
  resourceRows,
} from '@talentloop/event-sourcing';
import { accommodationRequest } from '../../domain/accommodation-request/accommodation-request';
import type { Leg } from '../../domain/accommodation-request/events';

/** One request in the list of requests: every scalar field of the resource. */
export interface RequestRow extends ResourceHead {
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
}

const became = (status: string) => () => ({ status });

const withoutOffer = () => ({ status: 'assessed', offer: null });

interface Stay {
  readonly from: string;
  readonly to: string;
  readonly legs: readonly Leg[];
}

const stayChanged = (
  { booking }: RequestRow,
  { data: { from, to, legs } }: { readonly data: Stay },
) => ({ booking: { unitId: legs.at(-1)?.unitId ?? booking?.unitId ?? '', from, to } });

/** All requests, as the caseworkers of a centre and the portals of a client list them. */
export const accommodationRequests = readModel<RequestRow>(
  {
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
  },
  [
    resourceRows(accommodationRequest, {
      create: {
        AccommodationRequested: ({ data, event }) => ({
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
          ...resourceHead(event),
        }),
      },
      change: {
        RequestSubmitted: became('submitted'),
        AssessmentStarted: became('eligibility-check'),
        InformationRequested: became('information-requested'),
        InformationProvided: became('eligibility-check'),
        RequestAssessed: (_, { data: { points } }) => ({ status: 'assessed', points }),
        RequestRefused: (_, { data: { code } }) => ({ status: 'refused', refusalCode: code }),
        RequestWaitlisted: became('waitlisted'),
        OfferMade: (_, { data: { unitId, expiresAt } }) => ({
          status: 'offered',
          offer: { unitId, expiresAt },
        }),
        OfferAccepted: became('accepted'),
        OfferDeclined: withoutOffer,
        OfferExpired: withoutOffer,
        BookingConfirmed: (_, { data: { unitId, from, to } }) => ({
          status: 'booked',
          offer: null,
          booking: { unitId, from, to },
        }),
        GuestCheckedIn: (_, { data: { at } }) => ({ status: 'checked-in', arrivedAt: at }),
        GuestCheckedOut: (_, { data: { at, unitId, from, to } }) => ({
          status: 'departed',
          departedAt: at,
          booking: { unitId, from, to },
        }),
        NoShowRecorded: became('no-show'),
        StayExtended: stayChanged,
        StayShortened: stayChanged,
        StayTransferred: stayChanged,
        RequestWithdrawn: () => ({ status: 'withdrawn', offer: null }),
        BookingCancelled: became('cancelled'),
      },
    }),
  ],
);
