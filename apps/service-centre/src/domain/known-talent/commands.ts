import type { CommandOf, Day, Instant } from '@talentloop/event-sourcing';
import type { HousingNews, NewCase, Standing, TalentIdentity } from './events';

export interface KnownTalentCommandData {
  HearOfTalent: TalentIdentity & { readonly onboardingCaseId: string };
  HearOfStanding: { readonly standing: Exclude<Standing, 'registered'> };
  /** An approval, with the cases that the needs become. */
  HearOfApproval: { readonly cases: readonly NewCase[] };
  FollowCase: {
    readonly caseId: string;
    readonly type: string;
    readonly stage: 'open' | 'resolved' | 'ended';
  };
  HearHousingNews: {
    readonly requestId: string;
    readonly news: HousingNews;
    /** The id of the case that would be opened for this news. */
    readonly newCaseId: string;
    readonly expiresAt?: Instant;
    readonly from?: Day;
    readonly to?: Day;
  };
}

export type KnownTalentCommand = CommandOf<KnownTalentCommandData>;

export const knownTalentRejections = ['talent-not-known', 'known-otherwise'] as const;
export type KnownTalentRejection = (typeof knownTalentRejections)[number];
