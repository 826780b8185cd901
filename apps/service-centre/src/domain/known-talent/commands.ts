import type { Command, Day, Instant } from '@talentloop/event-sourcing';
import type { HousingNews, NewCase, Standing, TalentIdentity } from './events';

export type KnownTalentCommand =
  | Command<'HearOfTalent', TalentIdentity & { onboardingCaseId: string }>
  | Command<'HearOfStanding', { standing: Exclude<Standing, 'registered'> }>
  /** An approval, with the cases that the needs become. */
  | Command<'HearOfApproval', { cases: readonly NewCase[] }>
  | Command<'FollowCase', { caseId: string; type: string; stage: 'open' | 'resolved' | 'ended' }>
  | Command<
      'HearHousingNews',
      {
        requestId: string;
        news: HousingNews;
        /** What a case opened for this news would be called. */
        newCaseId: string;
        expiresAt?: Instant;
        from?: Day;
        to?: Day;
      }
    >;

export const knownTalentRejections = ['talent-not-known', 'known-otherwise'] as const;
export type KnownTalentRejection = (typeof knownTalentRejections)[number];
