import type { CommandOf, Day } from '@talentloop/event-sourcing';
import type { Origin } from '../values/origins';
import type { SchemeCode } from '../values/schemes';

export interface SponsorCommandData {
  RegisterSponsor: {
    readonly sponsorId: string;
    readonly name: string;
    readonly sector: string;
    readonly origin: Origin;
  };
  GrantQuota: { readonly scheme: SchemeCode; readonly places: number; readonly until: Day };
  /** For a person who applies under the scheme; each person holds one place at most. */
  ReserveQuota: { readonly scheme: SchemeCode; readonly talentId: string };
  ReleaseQuota: { readonly scheme: SchemeCode; readonly talentId: string };
}

export type SponsorCommandType = keyof SponsorCommandData;
export type SponsorCommand = CommandOf<SponsorCommandData>;

export const sponsorRejections = [
  'sponsor-not-found',
  'sponsor-already-registered',
  'quota-until-past',
  'quota-below-reserved',
  'quota-exhausted',
] as const;
export type SponsorRejection = (typeof sponsorRejections)[number];
