import type { Folds } from '@talentloop/event-sourcing';
import type { KnownTalentEventData, TalentCase } from './events';
import type { KnownTalent, KnownTalentState } from './state';

type LaterEvent = Exclude<keyof KnownTalentEventData, 'TalentHeardOf'>;

/** The cases with this one as it is now, in its old place or at the end. */
const withCase = (cases: readonly TalentCase[], changed: TalentCase): readonly TalentCase[] =>
  cases.some(({ caseId }) => caseId === changed.caseId)
    ? cases.map((known) => (known.caseId === changed.caseId ? changed : known))
    : [...cases, changed];

/** What an event makes of a talent: the first of nobody, every later one of a known talent. */
export const folds: Folds<KnownTalentEventData, 'TalentHeardOf', KnownTalentState> &
  Folds<KnownTalentEventData, LaterEvent, KnownTalent> = {
  TalentHeardOf: (_, { data: { onboardingCaseId, ...identity } }) => ({
    known: true,
    identity,
    onboardingCaseId,
    standing: 'registered',
    cases: [{ caseId: onboardingCaseId, type: 'onboarding', stage: 'promised' }],
  }),
  TalentStandingChanged: (state, { data: { standing } }) => ({ ...state, standing }),
  TalentNeedsHeardOf: (state, { data }) => ({
    ...state,
    cases: [
      ...state.cases,
      ...data.cases.map(({ caseId, type }) => ({ caseId, type, stage: 'promised' as const })),
    ],
  }),
  TalentCaseFollowed: (state, { data: { caseId, type, stage } }) =>
    stage === 'ended'
      ? { ...state, cases: state.cases.filter((known) => known.caseId !== caseId) }
      : { ...state, cases: withCase(state.cases, { caseId, type, stage }) },
  TalentCaseOutlived: (state) => state,
  HousingNewsHeard: (state, { data: { target } }) =>
    target.isNew
      ? {
          ...state,
          cases: withCase(state.cases, {
            caseId: target.caseId,
            type: 'accommodation',
            stage: 'promised',
          }),
        }
      : state,
};
