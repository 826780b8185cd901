import type { CommandOf, Day, Instant } from '@talentloop/event-sourcing';
import type { Departure } from '../values/departure';
import type { OfferRef, RequestFacts } from './events';

export const refusalCodes = [
  'criteria-not-met',
  'no-suitable-unit',
  'information-not-provided',
  'duplicate-request',
  'other',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

interface Reasoned {
  readonly reason: string;
}

export interface RequestCommandData {
  /** `talentHasLeft` is what the talent's own stream says at this moment. */
  RequestAccommodation: RequestFacts & { readonly talentHasLeft: boolean };
  SubmitRequest: object;
  StartAssessment: object;
  RequestInformation: { readonly items: readonly string[]; readonly message: string };
  ProvideInformation: { readonly items?: readonly string[]; readonly message?: string };
  AssessRequest: Reasoned;
  RefuseRequest: Reasoned & { readonly code: RefusalCode };
  WaitlistRequest: Reasoned;
  WithdrawRequest: Reasoned;

  /** The second step of an offer: the unit is held by then, until `expiresAt`. */
  OfferUnit: OfferRef & { readonly expiresAt: Instant; readonly expiresInHours: number };
  /** The second step of an acceptance: the unit was booked at `bookedAt`, for these nights. */
  AcceptOffer: OfferRef & { readonly from: Day; readonly to: Day; readonly bookedAt: Instant };
  DeclineOffer: Reasoned;
  /** The unit's hold has expired. */
  ExpireOffer: { readonly offerId: string };

  CheckIn: { readonly at: Instant };
  CheckOut: { readonly at: Instant };
  RecordNoShow: object;
  /** The second step of an extension: the unit has given the nights of the stay's `change`. */
  ExtendStay: {
    readonly bookingId: string;
    readonly to: Day;
    readonly previousTo: Day;
    readonly change: number;
  };
  ShortenStay: { readonly to: Day };
  /** The second step of a transfer: the new unit is booked from `on` to `to`. */
  TransferStay: {
    readonly bookingId: string;
    readonly unitId: string;
    readonly fromBookingId: string;
    readonly on: Day;
    readonly to: Day;
    readonly change: number;
  };
  CancelBooking: Reasoned;
  /** The talent is gone from that day: the request ends in the way that its state allows. */
  EndForTalent: { readonly on: Day; readonly because: Departure };
}

export type RequestCommandType = keyof RequestCommandData;
export type RequestCommandOf<T extends RequestCommandType> = CommandOf<RequestCommandData, T>;
export type RequestCommand = CommandOf<RequestCommandData>;

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
