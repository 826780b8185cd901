import type { Day, DomainEvent } from '@talentloop/event-sourcing';
import type { HousingKind } from '../housing';
import type { Departure } from './standing';

// Names and shapes are the storage format. Never edit one: add a version and an upcaster.

export interface KnownTalentRef {
  readonly talentId: string;
  readonly centre: string;
  readonly client?: string;
}

/** What the onboarding service told of a talent, ids and codes only. */
export interface KnownTalentFacts extends KnownTalentRef {
  readonly origin: string;
  readonly language: string;
  readonly scheme?: string;
  readonly sponsorId?: string;
}

export interface WantedHousing {
  readonly kind: HousingKind;
  readonly from: Day;
  readonly to: Day;
  readonly guests: number;
}

/** What ends with the talent: the requests that were open, and since when. */
export interface Ending {
  readonly on: Day;
  readonly because: Departure;
}

export type TalentBecameKnown = DomainEvent<'TalentBecameKnown', KnownTalentFacts>;
/** Carries what the request needs that follows from it, when the talent needs a home. */
export type KnownTalentApproved = DomainEvent<
  'KnownTalentApproved',
  KnownTalentFacts & { readonly accommodation?: WantedHousing }
>;
export type KnownTalentActivated = DomainEvent<'KnownTalentActivated', KnownTalentRef>;
export type KnownTalentSuspended = DomainEvent<'KnownTalentSuspended', KnownTalentRef>;
export type KnownTalentReinstated = DomainEvent<'KnownTalentReinstated', KnownTalentRef>;
export type KnownTalentLeft = DomainEvent<
  'KnownTalentLeft',
  KnownTalentRef & Ending & { readonly openRequests: readonly string[] }
>;
/** `endsWith` when the talent had left before this request was heard of. */
export type TalentRequestOpened = DomainEvent<
  'TalentRequestOpened',
  KnownTalentRef & { readonly requestId: string; readonly endsWith?: Ending }
>;
export type TalentRequestClosed = DomainEvent<
  'TalentRequestClosed',
  KnownTalentRef & { readonly requestId: string }
>;

export type KnownTalentEvent =
  | TalentBecameKnown
  | KnownTalentApproved
  | KnownTalentActivated
  | KnownTalentSuspended
  | KnownTalentReinstated
  | KnownTalentLeft
  | TalentRequestOpened
  | TalentRequestClosed;
