import type { Day, Erased, Instant, Personal, Rejection } from '@talentloop/event-sourcing';
import type { RequestRejection } from './commands';
import type {
  InformationProvided,
  InformationRequested,
  Leg,
  OfferRef,
  PointsGiven,
  RequestEvent,
  RequestFacts,
  RequestRef,
} from './events';

export interface Assessment {
  readonly points: number;
  readonly explanation: readonly PointsGiven[];
  readonly reason?: string | Erased;
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

export interface Asked {
  readonly items: Personal<readonly string[]>;
  readonly message: Personal<string>;
}
export type Provided = Pick<InformationProvided['data'], 'items' | 'message'>;

type In<S extends string, D extends object = object> = RequestFacts & D & { readonly status: S };
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

export type BookedRequest = In<'booked', Staying>;
export type CheckedInRequest = In<'checked-in', Arrived>;
export type OfferedRequest = In<'offered', Offered>;

export type OpenRequest =
  | In<'draft'>
  | In<'submitted'>
  | In<'eligibility-check', { readonly provided?: Provided }>
  | In<'information-requested', { readonly asked: Asked }>
  | In<'assessed', Assessed>
  | In<'waitlisted', Assessed>
  | OfferedRequest
  | In<'accepted', Offered>
  | BookedRequest
  | CheckedInRequest;

export type ClosedRequest =
  | In<'departed', Arrived & { readonly departedAt: Instant }>
  | In<'withdrawn', Partial<Assessed>>
  | In<'refused', Partial<Assessed> & { readonly refusal: string }>
  | In<'no-show', Staying>
  | In<'cancelled', Staying>;

export type MadeRequest = OpenRequest | ClosedRequest;
export type RequestState = { readonly status: 'none' } | MadeRequest;
export type RequestStatus = RequestState['status'];

export type RequestDecision = readonly RequestEvent[] | Rejection<RequestRejection>;

export const refOf = ({ requestId, talentId, kind, centre, client }: RequestRef): RequestRef => ({
  requestId,
  talentId,
  kind,
  centre,
  ...(client === undefined ? {} : { client }),
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
    ...(budget === undefined ? {} : { budget }),
    ...(preferences === undefined ? {} : { preferences }),
  };
};

/** Same text and same items: what was asked or answered before is not asked or answered again. */
export const sameInformation = (
  a: Provided | Pick<InformationRequested['data'], 'items' | 'message'>,
  b: Provided,
): boolean => JSON.stringify([a.items, a.message]) === JSON.stringify([b.items, b.message]);

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
