/** What the order of the worklist looks at. */
export interface UrgencyFacts {
  readonly priority: string;
  readonly escalated: boolean;
  readonly waitingOn: string | null;
  readonly unansweredSince: string | null;
}

interface Reason {
  readonly code: string;
  readonly weight: number;
  readonly holds: (facts: UrgencyFacts) => boolean;
}

/** Version 1 of the order. Weights add up; a waiting case stands behind all that can be done. */
const reasons: readonly Reason[] = [
  { code: 'escalated', weight: 500, holds: ({ escalated }) => escalated },
  { code: 'priority-urgent', weight: 300, holds: ({ priority }) => priority === 'urgent' },
  { code: 'priority-high', weight: 200, holds: ({ priority }) => priority === 'high' },
  { code: 'priority-normal', weight: 100, holds: ({ priority }) => priority === 'normal' },
  { code: 'priority-low', weight: 0, holds: ({ priority }) => priority === 'low' },
  {
    code: 'talent-awaits-answer',
    weight: 50,
    holds: ({ unansweredSince }) => unansweredSince !== null,
  },
  { code: 'waiting', weight: -1_000, holds: ({ waitingOn }) => waitingOn !== null },
];

const holding = (facts: UrgencyFacts): readonly Reason[] =>
  reasons.filter(({ holds }) => holds(facts));

export const urgencyOf = (facts: UrgencyFacts): number =>
  holding(facts).reduce((sum, { weight }) => sum + weight, 0);

/** The reasons that put a case where it is, the weightiest first; the age decides last. */
export const becauseOf = (facts: UrgencyFacts): readonly string[] =>
  [...holding(facts)]
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .map(({ code }) => code);
