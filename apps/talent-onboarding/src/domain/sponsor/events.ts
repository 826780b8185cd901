// Names and shapes are the storage format. Never edit one: add a version and an upcaster.
import type { Day, DomainEvent } from '@talentloop/event-sourcing';
import type { Origin } from '../values/origins';
import type { SchemeCode } from '../values/schemes';

export type SponsorRegistered = DomainEvent<
  'SponsorRegistered',
  { sponsorId: string; name: string; sector: string; origin: Origin }
>;
/** How many places the company now holds under the scheme, and until when; replaces an earlier grant. */
export type QuotaGranted = DomainEvent<
  'QuotaGranted',
  { scheme: SchemeCode; places: number; until: Day }
>;
export type QuotaReserved = DomainEvent<'QuotaReserved', { scheme: SchemeCode; talentId: string }>;
export type QuotaReleased = DomainEvent<'QuotaReleased', { scheme: SchemeCode; talentId: string }>;

export type SponsorEvent = SponsorRegistered | QuotaGranted | QuotaReserved | QuotaReleased;
