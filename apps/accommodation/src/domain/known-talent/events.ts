import type { Day, EventOf } from '@talentloop/event-sourcing';
import type { Departure } from '../values/departure';
import type { HousingKind } from '../values/housing';

export interface KnownTalentRef {
  readonly talentId: string;
  readonly centre: string;
  readonly client?: string;
}

/** What the onboarding service published of a talent, ids and codes only. */
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

/** Since when a talent is gone, and how they left. */
export interface Ending {
  readonly on: Day;
  readonly because: Departure;
}

// Names and shapes are the storage format. Never edit one: add a version and an upcaster.
export interface KnownTalentEventData {
  TalentBecameKnown: KnownTalentFacts;
  /** With what the request needs that follows from it, when the talent needs a home. */
  KnownTalentApproved: KnownTalentFacts & { readonly accommodation?: WantedHousing };
  KnownTalentActivated: KnownTalentRef;
  KnownTalentSuspended: KnownTalentRef;
  KnownTalentReinstated: KnownTalentRef;
  /** With the requests that were open, all of which end. */
  KnownTalentLeft: KnownTalentRef & Ending & { readonly openRequests: readonly string[] };
  /** With `endsWith` when the talent had left before this service recorded the request. */
  TalentRequestOpened: KnownTalentRef & { readonly requestId: string; readonly endsWith?: Ending };
  TalentRequestClosed: KnownTalentRef & { readonly requestId: string };
}

export type KnownTalentEventType = keyof KnownTalentEventData;
export type KnownTalentEventOf<T extends KnownTalentEventType> = EventOf<KnownTalentEventData, T>;
export type KnownTalentEvent = EventOf<KnownTalentEventData>;
