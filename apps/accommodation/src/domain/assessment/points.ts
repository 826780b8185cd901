import { type Day, isErased, type PolicyRecord } from '@talentloop/event-sourcing';
import type { PointsGiven, RequestFacts } from '../accommodation-request/events';
import { nightsBetween } from '../days';

/** What the points are given for. */
export interface PointsInputs {
  readonly guests: number;
  readonly nights: number;
  /** Days from the assessment to the first night. */
  readonly leadDays: number;
  readonly origin: string;
  readonly sponsored: boolean;
  readonly accessibility: boolean;
}

interface PointsRule {
  readonly rule: string;
  readonly because: string;
  readonly points: (inputs: PointsInputs) => number;
}

/** Who waits for a home is ordered by these; the first version, of 2026-03-01. */
export const pointsRules: readonly PointsRule[] = [
  { rule: 'eligible', because: 'is eligible', points: () => 10 },
  {
    rule: 'arrives-soon',
    because: 'arrives within 14 days',
    points: ({ leadDays }) => (leadDays <= 14 ? 20 : 0),
  },
  {
    rule: 'comes-from-overseas',
    because: 'comes from overseas and has no home on either side',
    points: ({ origin }) => (origin === 'overseas' ? 15 : 0),
  },
  {
    rule: 'comes-from-the-mainland',
    because: 'comes from the Mainland',
    points: ({ origin }) => (origin === 'mainland' ? 10 : 0),
  },
  {
    rule: 'brings-a-household',
    because: 'brings a household, 10 points for each person up to three',
    points: ({ guests }) => 10 * Math.min(Math.max(guests - 1, 0), 3),
  },
  {
    rule: 'needs-accessibility',
    because: 'needs an accessible home',
    points: ({ accessibility }) => (accessibility ? 25 : 0),
  },
  {
    rule: 'works-for-a-tenant',
    because: 'is sponsored by a company of the park',
    points: ({ sponsored }) => (sponsored ? 10 : 0),
  },
  {
    rule: 'stays-long',
    because: 'stays 90 nights or longer',
    points: ({ nights }) => (nights >= 90 ? 5 : 0),
  },
];

const NAME = 'accommodation-points';
const VERSION = '1';

export interface Assessed {
  readonly points: number;
  readonly explanation: readonly PointsGiven[];
  readonly policy: PolicyRecord;
}

const inputsOf = (request: RequestFacts, today: Day): PointsInputs => {
  const { preferences, talent, guests, from, to } = request;
  const accessibility = isErased(preferences) ? undefined : preferences?.accessibility;
  return {
    guests,
    nights: nightsBetween(from, to),
    leadDays: nightsBetween(today, from),
    origin: talent.origin ?? 'unknown',
    sponsored: talent.sponsored,
    accessibility: (accessibility ?? []).length > 0,
  };
};

/** The points of a request on that day, each with the rule that gave it. */
export const assess = (request: RequestFacts, today: Day): Assessed => {
  const inputs = inputsOf(request, today);
  const explanation = pointsRules
    .map(({ rule, points }): PointsGiven => ({ rule, points: points(inputs) }))
    .filter(({ points }) => points > 0);
  const points = explanation.reduce((sum, given) => sum + given.points, 0);
  const fired = explanation.map(({ rule }) => rule);
  return {
    points,
    explanation,
    policy: {
      name: NAME,
      version: VERSION,
      inputs: { ...inputs },
      fired,
      outcome: `${points} points`,
    },
  };
};

/** A rule's points in words; a rule of a version that is gone keeps its name. */
export const inWords = ({ rule, points }: PointsGiven): string =>
  `${points} points: ${pointsRules.find((known) => known.rule === rule)?.because ?? rule}`;
