import type { Actor, Exemplars } from '@talentloop/event-sourcing';
import type { KnownTalentCommandData } from './commands';
import {
  type KnownTalentEvent,
  type KnownTalentEventOf,
  type Standing,
  type TalentCase,
} from './events';
import type { KnownTalentState } from './state';

const consumer: Actor = { id: 'consumer:service-centre', roles: ['system'] };
const process: Actor = { id: 'process:follow-cases', roles: ['system'] };

const TALENT_ID = '6f1d2b3a-0000-4000-8000-0000000000aa';
export const ONBOARDING_CASE = '6f1d2b3a-0000-4000-8000-0000000000b1';
export const HOUSING_CASE = '6f1d2b3a-0000-4000-8000-0000000000b2';
export const NEW_CASE = '6f1d2b3a-0000-4000-8000-0000000000b3';
const SCHOOLING_CASE = '6f1d2b3a-0000-4000-8000-0000000000b4';
export const REQUEST_ID = '6f1d2b3a-0000-4000-8000-0000000000c1';

export const talentIdentity = {
  talentId: TALENT_ID,
  centre: 'loop-onsite',
  client: 'portal-1',
  language: 'zh-Hant',
} as const;

export const heardOf: KnownTalentEventOf<'TalentHeardOf'> = {
  type: 'TalentHeardOf',
  data: { ...talentIdentity, onboardingCaseId: ONBOARDING_CASE },
};

/** The onboarding case before its opening is heard of. */
export const promised: TalentCase = {
  caseId: ONBOARDING_CASE,
  type: 'onboarding',
  stage: 'promised',
};

/** The talent's standing has changed, which concerns these cases. */
export const standingChanged = (
  standing: Standing,
  previous: Standing,
  ...cases: readonly TalentCase[]
): KnownTalentEvent => ({
  type: 'TalentStandingChanged',
  data: { ...talentIdentity, standing, previous, cases },
});

/** A case of the talent has reached this stage. */
export const followed = (
  caseId: string,
  type: string,
  stage: 'open' | 'resolved' | 'ended',
): KnownTalentEvent => ({ type: 'TalentCaseFollowed', data: { caseId, type, stage } });

const offer = {
  requestId: REQUEST_ID,
  news: 'offered',
  newCaseId: NEW_CASE,
  expiresAt: '2026-03-04T02:00:00.000Z',
} as const;

/** An offer that the talent reads on the onboarding case. */
export const offered: KnownTalentEventOf<'HousingNewsHeard'> = {
  type: 'HousingNewsHeard',
  data: { ...talentIdentity, ...offer, target: { caseId: ONBOARDING_CASE, isNew: false } },
};

const lapse = { requestId: REQUEST_ID, news: 'offer-expired', newCaseId: NEW_CASE } as const;
const schooling = { caseId: SCHOOLING_CASE, type: 'schooling' };

export const knownTalentExemplars: Exemplars<
  KnownTalentCommandData,
  KnownTalentState,
  KnownTalentEvent
> = {
  statusOf: (state) => (state.known ? state.standing : 'none'),
  detailOf: (state) => state.known && state.cases.map(({ caseId, stage }) => [caseId, stage]),
  commands: {
    HearOfTalent: [{ given: [], by: consumer, data: heardOf.data, then: [heardOf] }],
    HearOfStanding: [
      {
        given: [heardOf],
        by: consumer,
        data: { standing: 'active' },
        then: [standingChanged('active', 'registered', promised)],
      },
    ],
    HearOfApproval: [
      {
        given: [heardOf],
        by: consumer,
        data: { cases: [schooling] },
        then: [
          standingChanged('approved', 'registered', promised),
          { type: 'TalentNeedsHeardOf', data: { ...talentIdentity, cases: [schooling] } },
        ],
      },
    ],
    FollowCase: [
      {
        given: [heardOf],
        by: process,
        data: { caseId: ONBOARDING_CASE, type: 'onboarding', stage: 'open' },
        then: [followed(ONBOARDING_CASE, 'onboarding', 'open')],
      },
      {
        // The talent withdrew before the promised case was open.
        given: [heardOf, standingChanged('withdrawn', 'registered', promised)],
        by: process,
        data: { caseId: ONBOARDING_CASE, type: 'onboarding', stage: 'open' },
        then: [
          followed(ONBOARDING_CASE, 'onboarding', 'open'),
          {
            type: 'TalentCaseOutlived',
            data: { caseId: ONBOARDING_CASE, standing: 'withdrawn' },
          },
        ],
      },
    ],
    HearHousingNews: [
      { given: [heardOf], by: consumer, data: offer, then: [offered] },
      {
        given: [heardOf, followed(ONBOARDING_CASE, 'onboarding', 'ended')],
        by: consumer,
        data: lapse,
        then: [
          {
            type: 'HousingNewsHeard',
            data: { ...talentIdentity, ...lapse, target: { caseId: NEW_CASE, isNew: true } },
          },
        ],
      },
    ],
  },
  variants: {
    HearOfStanding: (['suspended', 'departed', 'withdrawn', 'refused', 'expired'] as const).map(
      (standing) => ({ standing }),
    ),
    FollowCase: (['resolved', 'ended'] as const).map((stage) => ({
      caseId: ONBOARDING_CASE,
      type: 'onboarding',
      stage,
    })),
  },
};
