import * as contracts from '@talentloop/contracts/accommodation';
import { type DomainEvent, partsOf, type RecordedEvent } from '@talentloop/event-sourcing';
import { publish, type Publishes } from '@talentloop/integration-bus';
import { accommodationRequest } from '../domain/accommodation-request/accommodation-request';
import type { RequestEvent, RequestRef } from '../domain/accommodation-request/events';

/** Ids and codes only. */
const about = ({ requestId, talentId, kind, centre, client }: RequestRef) => ({
  requestId,
  talentId,
  kind,
  centre,
  ...(client !== undefined && { client }),
});

/** Units have an event of the same name; what others hear of is the request's. */
const isOfRequest = ({ stream }: RecordedEvent<DomainEvent>): boolean =>
  partsOf(stream).category === accommodationRequest.category;

/** What the other services hear of our requests. */
export const publishes: Publishes<RequestEvent> = {
  RequestSubmitted: ({ data }) => [publish(contracts.accommodationRequested, about(data))],
  RequestWaitlisted: ({ data }) => [publish(contracts.accommodationWaitlisted, about(data))],
  RequestRefused: ({ data }) => [publish(contracts.accommodationRefused, about(data))],
  RequestWithdrawn: ({ data }) => [publish(contracts.accommodationWithdrawn, about(data))],
  OfferMade: ({ data }) => {
    const { unitId, expiresAt } = data;
    return [publish(contracts.accommodationOffered, { ...about(data), unitId, expiresAt })];
  },
  OfferDeclined: ({ data }) => [publish(contracts.accommodationDeclined, about(data))],
  OfferExpired: ({ data }) => {
    const { unitId } = data;
    return [publish(contracts.accommodationOfferExpired, { ...about(data), unitId })];
  },
  BookingConfirmed: ({ data }) => {
    const { unitId, from, to } = data;
    return [publish(contracts.accommodationBooked, { ...about(data), unitId, from, to })];
  },
  GuestCheckedIn: ({ data }) => {
    const { unitId, from, to } = data;
    return [publish(contracts.accommodationCheckedIn, { ...about(data), unitId, from, to })];
  },
  GuestCheckedOut: ({ data }) => {
    const { unitId, from, to } = data;
    return [publish(contracts.accommodationDeparted, { ...about(data), unitId, from, to })];
  },
  NoShowRecorded: ({ data }) => [publish(contracts.accommodationNoShow, about(data))],
  BookingCancelled: (event) =>
    isOfRequest(event) ? [publish(contracts.accommodationCancelled, about(event.data))] : [],
};
