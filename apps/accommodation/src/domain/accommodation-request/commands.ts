import type { Command, Day, Instant } from '@talentloop/event-sourcing';
import type { Departure } from '../known-talent/standing';
import type { OfferRef, RequestFacts } from './events';

export const refusalCodes = [
  'criteria-not-met',
  'no-suitable-unit',
  'information-not-provided',
  'duplicate-request',
  'other',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

type Empty = Record<string, never>;
interface Reasoned {
  readonly reason: string;
}

/** `talentHasLeft` is what the talent's own stream says at this moment. */
export type RequestAccommodation = Command<
  'RequestAccommodation',
  RequestFacts & { readonly talentHasLeft: boolean }
>;
export type SubmitRequest = Command<'SubmitRequest', Empty>;
export type StartAssessment = Command<'StartAssessment', Empty>;
export type RequestInformation = Command<
  'RequestInformation',
  { readonly items: readonly string[]; readonly message: string }
>;
export type ProvideInformation = Command<
  'ProvideInformation',
  { readonly items?: readonly string[]; readonly message?: string }
>;
export type AssessRequest = Command<'AssessRequest', Reasoned>;
export type RefuseRequest = Command<'RefuseRequest', Reasoned & { readonly code: RefusalCode }>;
export type WaitlistRequest = Command<'WaitlistRequest', Reasoned>;
export type WithdrawRequest = Command<'WithdrawRequest', Reasoned>;

/** The second step of an offer: the unit is held by then, until `expiresAt`. */
export type OfferUnit = Command<
  'OfferUnit',
  OfferRef & { readonly expiresAt: Instant; readonly expiresInHours: number }
>;
/** The second step of an acceptance: the unit was booked at `bookedAt`, for these nights. */
export type AcceptOffer = Command<
  'AcceptOffer',
  OfferRef & { readonly from: Day; readonly to: Day; readonly bookedAt: Instant }
>;
export type DeclineOffer = Command<'DeclineOffer', Reasoned>;
/** The unit's hold has expired. */
export type ExpireOffer = Command<'ExpireOffer', { readonly offerId: string }>;

export type CheckIn = Command<'CheckIn', { readonly at: Instant }>;
export type CheckOut = Command<'CheckOut', { readonly at: Instant }>;
export type RecordNoShow = Command<'RecordNoShow', Empty>;
/** The second step of an extension: the unit has given the nights of the stay's `change`. */
export type ExtendStay = Command<
  'ExtendStay',
  {
    readonly bookingId: string;
    readonly to: Day;
    readonly previousTo: Day;
    readonly change: number;
  }
>;
export type ShortenStay = Command<'ShortenStay', { readonly to: Day }>;
/** The second step of a transfer: the new unit is booked from `on` to `to`. */
export type TransferStay = Command<
  'TransferStay',
  {
    readonly bookingId: string;
    readonly unitId: string;
    readonly fromBookingId: string;
    readonly on: Day;
    readonly to: Day;
    readonly change: number;
  }
>;
export type CancelBooking = Command<'CancelBooking', Reasoned>;
/** The talent is gone from that day: withdraw, cancel or shorten, whatever the state asks for. */
export type EndForTalent = Command<
  'EndForTalent',
  { readonly on: Day; readonly because: Departure }
>;

export type IntakeCommand =
  | SubmitRequest
  | StartAssessment
  | RequestInformation
  | ProvideInformation
  | AssessRequest
  | RefuseRequest
  | WaitlistRequest;
export type OfferCommand = OfferUnit | AcceptOffer | DeclineOffer | ExpireOffer;
export type StayCommand =
  CheckIn | CheckOut | RecordNoShow | ExtendStay | ShortenStay | TransferStay;
export type EndingCommand = WithdrawRequest | CancelBooking | EndForTalent;
export type RequestCommand =
  RequestAccommodation | IntakeCommand | OfferCommand | StayCommand | EndingCommand;

export const requestRejections = [
  'not-requested',
  'already-requested',
  'dates-out-of-order',
  'stay-too-long',
  'talent-has-left',
  'not-a-draft',
  'not-submitted',
  'not-under-assessment',
  'information-already-requested',
  'no-information-requested',
  'already-decided',
  'not-assessed',
  'not-ready-for-offer',
  'already-offered',
  'not-offered',
  'offer-expired',
  'offer-declined',
  'not-booked',
  'already-checked-in',
  'not-checked-in',
  'already-checked-out',
  'in-the-future',
  'outside-the-stay',
  'stay-not-begun',
  'no-stay',
  'not-later',
  'not-earlier',
  'nights-already-spent',
  'stay-changed',
  'too-late-to-withdraw',
] as const;
export type RequestRejection = (typeof requestRejections)[number];
