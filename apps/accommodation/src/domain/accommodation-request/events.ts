import type { Day, EventOf, Instant, Personal } from '@talentloop/event-sourcing';
import type { Departure } from '../values/departure';
import type { HousingKind, Money, Side } from '../values/housing';

/** What every event of a request says, so that a contract can be made from one event alone. */
export interface RequestRef {
  readonly requestId: string;
  readonly talentId: string;
  readonly kind: HousingKind;
  readonly centre: string;
  readonly client?: string;
}

/** What the party would like; a unit without it is still offered, ranked lower. */
export interface Preferences {
  readonly features?: readonly string[];
  /** Features without which they cannot live there. */
  readonly accessibility?: readonly string[];
  readonly side?: Side;
  readonly note?: string;
}

/** What is known of the talent, as far as an assessment weighs it. */
interface TalentFacts {
  readonly origin?: string;
  readonly scheme?: string;
  readonly sponsored: boolean;
}

export interface RequestFacts extends RequestRef {
  readonly from: Day;
  readonly to: Day;
  readonly guests: number;
  /** The most they would pay for one night. */
  readonly budget?: Money;
  readonly preferences?: Personal<Preferences>;
  readonly talent: TalentFacts;
}

/** One rule that gave points, by name; its words are the policy's. */
export interface PointsGiven {
  readonly rule: string;
  readonly points: number;
}

/** Part of a stay: the nights in one unit. */
export interface Leg {
  readonly bookingId: string;
  readonly unitId: string;
  readonly from: Day;
  readonly to: Day;
}

/** An offer and its unit, as callers see them. */
export interface OfferRef {
  readonly offerId: string;
  readonly unitId: string;
}

/** `legs` is the whole stay after the change, `unused` what of it is not needed any more. */
export interface StayChange extends RequestRef {
  readonly from: Day;
  readonly to: Day;
  readonly previousTo: Day;
  readonly change: number;
  readonly legs: readonly Leg[];
  readonly unused: readonly Leg[];
}

// Names and shapes are the storage format. Never edit one: add a version and an upcaster.
export interface RequestEventData {
  AccommodationRequested: RequestFacts;
  RequestSubmitted: RequestRef;
  AssessmentStarted: RequestRef;
  InformationRequested: RequestRef & {
    readonly items: Personal<readonly string[]>;
    readonly message: Personal<string>;
  };
  InformationProvided: RequestRef & {
    readonly items?: Personal<readonly string[]>;
    readonly message?: Personal<string>;
  };
  RequestAssessed: RequestRef & {
    readonly points: number;
    readonly explanation: readonly PointsGiven[];
  };
  RequestRefused: RequestRef & { readonly code: string };
  RequestWaitlisted: RequestRef & { readonly points: number };
  OfferMade: RequestRef &
    OfferRef & { readonly expiresAt: Instant; readonly expiresInHours: number };
  OfferAccepted: RequestRef & OfferRef;
  OfferDeclined: RequestRef & OfferRef;
  OfferExpired: RequestRef & OfferRef;
  BookingConfirmed: RequestRef & Leg;
  GuestCheckedIn: RequestRef & Leg & { readonly at: Instant };
  /** `from` and `to` are the stay as it was lived; `unused` legs were never begun. */
  GuestCheckedOut: RequestRef & Leg & { readonly at: Instant; readonly unused: readonly Leg[] };
  NoShowRecorded: RequestRef & { readonly unused: readonly Leg[] };
  StayExtended: StayChange;
  StayShortened: StayChange & { readonly because?: Departure };
  StayTransferred: StayChange & { readonly on: Day; readonly left: Leg };
  RequestWithdrawn: RequestRef & { readonly offer?: OfferRef; readonly because?: Departure };
  BookingCancelled: RequestRef & { readonly unused: readonly Leg[]; readonly because?: Departure };
}

export type RequestEventType = keyof RequestEventData;
export type RequestEventOf<T extends RequestEventType> = EventOf<RequestEventData, T>;
export type RequestEvent = EventOf<RequestEventData>;
