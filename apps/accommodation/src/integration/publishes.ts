import * as contracts from '@talentloop/contracts/accommodation';
import { from } from '@talentloop/event-sourcing';
import { publications, publish } from '@talentloop/integration-bus';
import { accommodationRequest } from '../domain/accommodation-request/accommodation-request';
import type { Leg, RequestRef } from '../domain/accommodation-request/events';

/** Ids and codes only. */
const about = ({ requestId, talentId, kind, centre, client }: RequestRef) => ({
  requestId,
  talentId,
  kind,
  centre,
  ...(client !== undefined && { client }),
});

const aboutStay = (data: RequestRef & Leg) => ({
  ...about(data),
  unitId: data.unitId,
  from: data.from,
  to: data.to,
});

/** What the other services hear of our requests. */
export const publishes = publications([
  from(accommodationRequest, {
    RequestSubmitted: ({ data }) => [publish(contracts.accommodationRequested, about(data))],
    RequestWaitlisted: ({ data }) => [publish(contracts.accommodationWaitlisted, about(data))],
    RequestRefused: ({ data }) => [publish(contracts.accommodationRefused, about(data))],
    RequestWithdrawn: ({ data }) => [publish(contracts.accommodationWithdrawn, about(data))],
    OfferMade: ({ data }) => [
      publish(contracts.accommodationOffered, {
        ...about(data),
        unitId: data.unitId,
        expiresAt: data.expiresAt,
      }),
    ],
    OfferDeclined: ({ data }) => [publish(contracts.accommodationDeclined, about(data))],
    OfferExpired: ({ data }) => [
      publish(contracts.accommodationOfferExpired, { ...about(data), unitId: data.unitId }),
    ],
    BookingConfirmed: ({ data }) => [publish(contracts.accommodationBooked, aboutStay(data))],
    GuestCheckedIn: ({ data }) => [publish(contracts.accommodationCheckedIn, aboutStay(data))],
    GuestCheckedOut: ({ data }) => [publish(contracts.accommodationDeparted, aboutStay(data))],
    NoShowRecorded: ({ data }) => [publish(contracts.accommodationNoShow, about(data))],
    BookingCancelled: ({ data }) => [publish(contracts.accommodationCancelled, about(data))],
  }),
]);
