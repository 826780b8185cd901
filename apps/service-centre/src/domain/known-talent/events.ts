import type { Day, DomainEvent, Instant } from '@talentloop/event-sourcing';
import type { Language } from '../titles';

/** Where a talent stands, as onboarding says. */
export const standings = [
  'registered',
  'approved',
  'active',
  'suspended',
  'departed',
  'withdrawn',
  'refused',
  'expired',
] as const;
export type Standing = (typeof standings)[number];

/** After these nothing more is done for the talent. */
export const goneStandings: readonly Standing[] = ['departed', 'withdrawn', 'refused', 'expired'];

/** A case of ours that the talent has: promised until its opening is heard of. */
export interface TalentCase {
  readonly caseId: string;
  readonly type: string;
  readonly stage: 'promised' | 'open' | 'resolved';
}

/** What became of the talent's housing, in the words of the contracts. */
export const housingNews = [
  'requested',
  'waitlisted',
  'offered',
  'declined',
  'offer-expired',
  'refused',
  'cancelled',
  'withdrawn',
  'no-show',
  'booked',
  'checked-in',
  'departed',
] as const;
export type HousingNews = (typeof housingNews)[number];

export interface NewCase {
  readonly caseId: string;
  readonly type: string;
}

/** Whose it is: what a process needs to open a case for the talent. */
export interface TalentIdentity {
  readonly talentId: string;
  readonly centre: string;
  readonly client?: string;
  readonly language: Language;
}

// Names and shapes are the storage format. Never edit one: add a version and an upcaster.
export type TalentHeardOf = DomainEvent<
  'TalentHeardOf',
  TalentIdentity & { readonly onboardingCaseId: string }
>;
/** `cases` is every case of the talent that is not closed. */
export type TalentStandingChanged = DomainEvent<
  'TalentStandingChanged',
  TalentIdentity & {
    readonly standing: Standing;
    readonly previous: Standing;
    readonly cases: readonly TalentCase[];
  }
>;
/** `cases` are to be opened, one for each need that a service centre serves. */
export type TalentNeedsHeardOf = DomainEvent<
  'TalentNeedsHeardOf',
  TalentIdentity & { readonly cases: readonly NewCase[] }
>;
export type TalentCaseFollowed = DomainEvent<
  'TalentCaseFollowed',
  { readonly caseId: string; readonly type: string; readonly stage: 'open' | 'resolved' | 'ended' }
>;
/** It was promised before the talent left and opened after. */
export type TalentCaseOutlived = DomainEvent<
  'TalentCaseOutlived',
  { readonly caseId: string; readonly standing: Standing }
>;
/** `target` is where the talent is told, `newCaseId` what is opened if that is not possible. */
export type HousingNewsHeard = DomainEvent<
  'HousingNewsHeard',
  TalentIdentity & {
    readonly requestId: string;
    readonly news: HousingNews;
    readonly target: { readonly caseId: string; readonly isNew: boolean };
    readonly newCaseId: string;
    readonly expiresAt?: Instant;
    readonly from?: Day;
    readonly to?: Day;
  }
>;
export type KnownTalentEvent =
  | TalentHeardOf
  | TalentStandingChanged
  | TalentNeedsHeardOf
  | TalentCaseFollowed
  | TalentCaseOutlived
  | HousingNewsHeard;
