import { type Decider, reject } from '@talentloop/event-sourcing';
import type { KnownTalentCommand, KnownTalentRejection } from './commands';
import {
  goneStandings,
  type HousingNews,
  type KnownTalentEvent,
  type Standing,
  type TalentCase,
  type TalentIdentity,
} from './events';

export interface KnownTalent {
  readonly known: true;
  readonly identity: TalentIdentity;
  readonly onboardingCaseId: string;
  readonly standing: Standing;
  /** What is not closed, oldest first. */
  readonly cases: readonly TalentCase[];
}
export type KnownTalentState = { readonly known: false } | KnownTalent;

/** Where the talent is told: the onboarding case, else one about housing, else a new one. */
const targetOf = ({ cases }: KnownTalent, news: HousingNews, newCaseId: string) => {
  const openOf = (type: string) =>
    cases.find((candidate) => candidate.type === type && candidate.stage !== 'resolved');
  // A lapsed offer is work for somebody, so it never disappears in a case about something else.
  const known =
    openOf('onboarding') ?? (news === 'offer-expired' ? undefined : openOf('accommodation'));
  return known ? { caseId: known.caseId, isNew: false } : { caseId: newCaseId, isNew: true };
};

const decideKnown = (
  { type, data }: Exclude<KnownTalentCommand, { type: 'HearOfTalent' }>,
  state: KnownTalent,
): readonly KnownTalentEvent[] => {
  const { identity, standing, cases } = state;
  switch (type) {
    case 'HearOfStanding':
      return data.standing === standing
        ? []
        : [
            {
              type: 'TalentStandingChanged',
              data: { ...identity, ...data, previous: standing, cases },
            },
          ];
    case 'HearOfApproval': {
      const news = data.cases.filter(({ caseId }) => !cases.some((c) => c.caseId === caseId));
      const approved: KnownTalentEvent = {
        type: 'TalentStandingChanged',
        data: { ...identity, standing: 'approved', previous: standing, cases },
      };
      if (standing !== 'registered') return [];
      return news.length === 0
        ? [approved]
        : [approved, { type: 'TalentNeedsHeardOf', data: { ...identity, cases: news } }];
    }
    case 'FollowCase': {
      const known = cases.find(({ caseId }) => caseId === data.caseId);
      if (data.stage === (known?.stage ?? 'ended')) return [];
      const followed: KnownTalentEvent = { type: 'TalentCaseFollowed', data };
      const outlived = known?.stage === 'promised' && goneStandings.includes(standing);
      return outlived && data.stage === 'open'
        ? [followed, { type: 'TalentCaseOutlived', data: { caseId: data.caseId, standing } }]
        : [followed];
    }
    case 'HearHousingNews': {
      const target = targetOf(state, data.news, data.newCaseId);
      return [{ type: 'HousingNewsHeard', data: { ...identity, ...data, target } }];
    }
  }
};

const withCase = (cases: readonly TalentCase[], changed: TalentCase): readonly TalentCase[] =>
  cases.some(({ caseId }) => caseId === changed.caseId)
    ? cases.map((known) => (known.caseId === changed.caseId ? changed : known))
    : [...cases, changed];

const evolveKnown = (
  state: KnownTalent,
  { type, data }: Exclude<KnownTalentEvent, { type: 'TalentHeardOf' }>,
): KnownTalent => {
  const { cases } = state;
  switch (type) {
    case 'TalentStandingChanged':
      return { ...state, standing: data.standing };
    case 'TalentNeedsHeardOf':
      return {
        ...state,
        cases: [...cases, ...data.cases.map((named) => ({ ...named, stage: 'promised' as const }))],
      };
    case 'TalentCaseFollowed': {
      const { caseId, type: caseType, stage } = data;
      return stage === 'ended'
        ? { ...state, cases: cases.filter((known) => known.caseId !== caseId) }
        : { ...state, cases: withCase(cases, { caseId, type: caseType, stage }) };
    }
    case 'TalentCaseOutlived':
      return state;
    case 'HousingNewsHeard': {
      const { caseId, isNew } = data.target;
      return isNew
        ? { ...state, cases: withCase(cases, { caseId, type: 'accommodation', stage: 'promised' }) }
        : state;
    }
  }
};

/** What this service knows of another service's talent, and which cases of ours are theirs. */
export const knownTalent: Decider<
  KnownTalentCommand,
  KnownTalentState,
  KnownTalentEvent,
  KnownTalentRejection
> = {
  category: 'knownTalent',
  initialState: { known: false },
  decide: (command, state) => {
    if (command.type !== 'HearOfTalent')
      return state.known ? decideKnown(command, state) : reject('talent-not-known');
    if (!state.known) return [{ type: 'TalentHeardOf', data: command.data }];
    const { identity, onboardingCaseId } = state;
    const same =
      onboardingCaseId === command.data.onboardingCaseId &&
      identity.centre === command.data.centre &&
      identity.client === command.data.client;
    return same ? [] : reject('known-otherwise');
  },
  evolve: (state, event) => {
    if (event.type !== 'TalentHeardOf') return state.known ? evolveKnown(state, event) : state;
    const { onboardingCaseId, ...identity } = event.data;
    const promised = { caseId: onboardingCaseId, type: 'onboarding', stage: 'promised' } as const;
    return { known: true, identity, onboardingCaseId, standing: 'registered', cases: [promised] };
  },
};
