import type { Day, DomainEvent, Instant, Personal } from '@talentloop/event-sourcing';
import type { HousingKind, Money, Side } from '../housing';
import type { Departure } from '../known-talent/standing';

// Names and shapes are the storage format. Never edit one: add a version and an upcaster.

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

/** What the onboarding service told of the talent, as far as an assessment weighs it. */
export interface TalentFacts {
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

/** An offer and its unit, as far as the talent is told. */
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

type RequestEventOf<T extends string, D extends object = object> = DomainEvent<T, RequestRef & D>;

export type AccommodationRequested = DomainEvent<'AccommodationRequested', RequestFacts>;
export type RequestSubmitted = RequestEventOf<'RequestSubmitted'>;
export type AssessmentStarted = RequestEventOf<'AssessmentStarted'>;
export type InformationRequested = RequestEventOf<
  'InformationRequested',
  { readonly items: Personal<readonly string[]>; readonly message: Personal<string> }
>;
export type InformationProvided = RequestEventOf<
  'InformationProvided',
  { readonly items?: Personal<readonly string[]>; readonly message?: Personal<string> }
>;
export type RequestAssessed = RequestEventOf<
  'RequestAssessed',
  { readonly points: number; readonly explanation: readonly PointsGiven[] }
>;
export type RequestRefused = RequestEventOf<'RequestRefused', { readonly code: string }>;
export type RequestWaitlisted = RequestEventOf<'RequestWaitlisted', { readonly points: number }>;
export type OfferMade = RequestEventOf<
  'OfferMade',
  OfferRef & { readonly expiresAt: Instant; readonly expiresInHours: number }
>;
export type OfferAccepted = RequestEventOf<'OfferAccepted', OfferRef>;
export type OfferDeclined = RequestEventOf<'OfferDeclined', OfferRef>;
export type OfferExpired = RequestEventOf<'OfferExpired', OfferRef>;
export type BookingConfirmed = RequestEventOf<'BookingConfirmed', Leg>;
export type GuestCheckedIn = RequestEventOf<'GuestCheckedIn', Leg & { readonly at: Instant }>;
/** `from` and `to` are the stay as it was lived; `unused` legs were never begun. */
export type GuestCheckedOut = RequestEventOf<
  'GuestCheckedOut',
  Leg & { readonly at: Instant; readonly unused: readonly Leg[] }
>;
export type NoShowRecorded = RequestEventOf<'NoShowRecorded', { readonly unused: readonly Leg[] }>;
export type StayExtended = DomainEvent<'StayExtended', StayChange>;
export type StayShortened = DomainEvent<
  'StayShortened',
  StayChange & { readonly because?: Departure }
>;
export type StayTransferred = DomainEvent<
  'StayTransferred',
  StayChange & { readonly on: Day; readonly left: Leg }
>;
export type RequestWithdrawn = RequestEventOf<
  'RequestWithdrawn',
  { readonly offer?: OfferRef; readonly because?: Departure }
>;
export type BookingCancelled = RequestEventOf<
  'BookingCancelled',
  { readonly unused: readonly Leg[]; readonly because?: Departure }
>;

export type RequestEvent =
  | AccommodationRequested
  | RequestSubmitted
  | AssessmentStarted
  | InformationRequested
  | InformationProvided
  | RequestAssessed
  | RequestRefused
  | RequestWaitlisted
  | OfferMade
  | OfferAccepted
  | OfferDeclined
  | OfferExpired
  | BookingConfirmed
  | GuestCheckedIn
  | GuestCheckedOut
  | NoShowRecorded
  | StayExtended
  | StayShortened
  | StayTransferred
  | RequestWithdrawn
  | BookingCancelled;
