import type { Day, EventOf } from '@talentloop/event-sourcing';
import type { Origin } from '../values/origins';
import type { SchemeCode } from '../values/schemes';

// Names and shapes are the storage format. Never edit one: add a version and an upcaster.
export interface SponsorEventData {
  SponsorRegistered: {
    readonly sponsorId: string;
    readonly name: string;
    readonly sector: string;
    readonly origin: Origin;
  };
  /** How many places the company now holds, and until when; it replaces an earlier grant. */
  QuotaGranted: { readonly scheme: SchemeCode; readonly places: number; readonly until: Day };
  QuotaReserved: { readonly scheme: SchemeCode; readonly talentId: string };
  QuotaReleased: { readonly scheme: SchemeCode; readonly talentId: string };
}

export type SponsorEventType = keyof SponsorEventData;
export type SponsorEventOf<T extends SponsorEventType> = EventOf<SponsorEventData, T>;
export type SponsorEvent = EventOf<SponsorEventData>;
