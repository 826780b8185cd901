import {
  type Day,
  type Erased,
  type Instant,
  type Personal,
  reject,
  type Rejection,
} from '@talentloop/event-sourcing';
import type { RequestRejection } from './commands';
import type { Leg, OfferRef, PointsGiven, RequestFacts, RequestRef } from './events';

export interface Assessment {
  readonly points: number;
  readonly explanation: readonly PointsGiven[];
  readonly reason?: string | Erased;
  /** The version of the policy that gave the points. */
  readonly policy?: string;
}

export interface Offer extends OfferRef {
  readonly expiresAt: Instant;
  readonly expiresInHours: number;
}

/** How the last offer came to nothing. */
export interface PastOffer extends OfferRef {
  readonly outcome: 'declined' | 'expired';
}

/** The nights in one unit after another; the last leg is the one that grows and shrinks. */
export interface Stay {
  readonly from: Day;
  readonly to: Day;
  /** How often the stay was changed. */
  readonly change: number;
  readonly legs: readonly Leg[];
}

/** What the staff want to know from the talent. */
interface InformationRequest {
  readonly items: Personal<readonly string[]>;
  readonly message: Personal<string>;
}
/** What the talent answered, in part or in whole. */
type Information = Partial<InformationRequest>;

type RequestIn<Status extends string, Details extends object = object> = RequestFacts &
  Details & { readonly status: Status };
interface Assessed {
  readonly assessment: Assessment;
  readonly pastOffer?: PastOffer;
}
interface Offered extends Assessed {
  readonly offer: Offer;
}
interface Staying extends Assessed {
  readonly stay: Stay;
}
interface Arrived extends Staying {
  readonly arrivedAt: Instant;
}

type OfferedRequest = RequestIn<'offered', Offered>;
type BookedRequest = RequestIn<'booked', Staying>;
type CheckedInRequest = RequestIn<'checked-in', Arrived>;
/** A request whose stay is still to come or goes on. */
export type StayingRequest = BookedRequest | CheckedInRequest;

type OpenRequest =
  | RequestIn<'draft'>
  | RequestIn<'submitted'>
  | RequestIn<'eligibility-check', { readonly provided?: Information }>
  | RequestIn<'information-requested', { readonly informationRequest: InformationRequest }>
  | RequestIn<'assessed', Assessed>
  | RequestIn<'waitlisted', Assessed>
  | OfferedRequest
  | RequestIn<'accepted', Offered>
  | StayingRequest;

type ClosedRequest =
  | RequestIn<'departed', Arrived & { readonly departedAt: Instant }>
  | RequestIn<'withdrawn', Partial<Assessed>>
  | RequestIn<'refused', Partial<Assessed> & { readonly refusal: string }>
  | RequestIn<'no-show', Staying>
  | RequestIn<'cancelled', Staying>;

export type MadeRequest = OpenRequest | ClosedRequest;
export type RequestState = { readonly status: 'none' } | MadeRequest;

/** What every event of a request says of it. */
export const refOf = ({ requestId, talentId, kind, centre, client }: RequestRef): RequestRef => ({
  requestId,
  talentId,
  kind,
  centre,
  ...(client !== undefined && { client }),
});

/** What a request keeps through all of its states. */
export const factsOf = (state: RequestFacts): RequestFacts => {
  const { from, to, guests, budget, preferences, talent } = state;
  return {
    ...refOf(state),
    from,
    to,
    guests,
    talent,
    ...(budget !== undefined && { budget }),
    ...(preferences !== undefined && { preferences }),
  };
};

/** Same text and same items: what was asked or answered before is not asked or answered again. */
export const sameInformation = (a: Information, b: Information): boolean =>
  JSON.stringify([a.items, a.message]) === JSON.stringify([b.items, b.message]);

/** The offer that can still be answered at that moment, or why none can. */
export const openOffer = (state: MadeRequest, at: Instant): Offer | Rejection<RequestRejection> => {
  if (state.status === 'offered')
    return at < state.offer.expiresAt ? state.offer : reject('offer-expired');
  const past = state.status === 'assessed' ? state.pastOffer?.outcome : undefined;
  if (past === 'expired') return reject('offer-expired');
  return reject(past === 'declined' ? 'offer-declined' : 'not-offered');
};

export const isStaying = (state: MadeRequest): state is StayingRequest =>
  state.status === 'booked' || state.status === 'checked-in';

/** The part of a stay in which that day's night falls; on the day of departure, the last one. */
export const legOn = (legs: readonly Leg[], day: Day): Leg | undefined =>
  legs.find(({ from, to }) => from <= day && day < to) ?? legs.at(-1);

/** What is left of the legs of a stay that ends on `to`, and those that are not needed any more. */
export const cutLegs = (
  legs: readonly Leg[],
  to: Day,
): { readonly legs: readonly Leg[]; readonly unused: readonly Leg[] } => ({
  legs: legs.filter(({ from }) => from < to).map((leg) => (leg.to > to ? { ...leg, to } : leg)),
  unused: legs.filter(({ from }) => from >= to),
});
