import type { Day, EventOf, Instant } from '@talentloop/event-sourcing';
import type { Language } from '@talentloop/locale';

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

/** Who the talent is, and all that a process needs to open a case for them. */
export interface TalentIdentity {
  readonly talentId: string;
  readonly centre: string;
  readonly client?: string;
  readonly language: Language;
}

// Names and shapes are the storage format. Never edit one: add a version and an upcaster.
export interface KnownTalentEventData {
  TalentHeardOf: TalentIdentity & { readonly onboardingCaseId: string };
  /** `cases` is every case of the talent that is not closed. */
  TalentStandingChanged: TalentIdentity & {
    readonly standing: Standing;
    readonly previous: Standing;
    readonly cases: readonly TalentCase[];
  };
  /** `cases` are to be opened, one for each need that a service centre serves. */
  TalentNeedsHeardOf: TalentIdentity & { readonly cases: readonly NewCase[] };
  TalentCaseFollowed: {
    readonly caseId: string;
    readonly type: string;
    readonly stage: 'open' | 'resolved' | 'ended';
  };
  /** The case was promised before the talent left and opened after. */
  TalentCaseOutlived: { readonly caseId: string; readonly standing: Standing };
  /**
   * The talent reads the news on the case `target`; `newCaseId` is the case that is opened if that
   * one cannot take it.
   */
  HousingNewsHeard: TalentIdentity & {
    readonly requestId: string;
    readonly news: HousingNews;
    readonly target: { readonly caseId: string; readonly isNew: boolean };
    readonly newCaseId: string;
    readonly expiresAt?: Instant;
    readonly from?: Day;
    readonly to?: Day;
  };
}

export type KnownTalentEvent = EventOf<KnownTalentEventData>;
export type KnownTalentEventOf<T extends keyof KnownTalentEventData> = EventOf<
  KnownTalentEventData,
  T
>;
