import type { Command, Day } from '@talentloop/event-sourcing';
import type { Origin } from '../values/origins';
import type { SchemeCode } from '../values/schemes';

export const sponsorRejections = [
  'sponsor-not-found',
  'sponsor-already-registered',
  'quota-until-past',
  'quota-below-reserved',
  'quota-exhausted',
] as const;
export type SponsorRejection = (typeof sponsorRejections)[number];

export type RegisterSponsor = Command<
  'RegisterSponsor',
  { sponsorId: string; name: string; sector: string; origin: Origin }
>;
export type GrantQuota = Command<'GrantQuota', { scheme: SchemeCode; places: number; until: Day }>;
/** Asked for by a person who applies under the scheme; each person holds one place at most. */
export type ReserveQuota = Command<'ReserveQuota', { scheme: SchemeCode; talentId: string }>;
export type ReleaseQuota = Command<'ReleaseQuota', { scheme: SchemeCode; talentId: string }>;

export type SponsorCommand = RegisterSponsor | GrantQuota | ReserveQuota | ReleaseQuota;
