import { type Day, isErased, type PolicyRecord } from '@talentloop/event-sourcing';
import { type Language, translated, type Translated } from '@talentloop/locale';
import { nightsBetween } from '../../values/nights';
import type { PointsGiven, RequestFacts } from '../events';

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
  /** Why the rule gives points, in words. */
  readonly words: Translated;
  readonly points: (inputs: PointsInputs) => number;
}

/** The waiting list is ordered by these points; the first version, of 2026-03-01. */
const rules: readonly PointsRule[] = [
  { rule: 'eligible', words: translated('is eligible', '符合資格', '符合资格'), points: () => 10 },
  {
    rule: 'arrives-soon',
    words: translated('arrives within 14 days', '14 天內抵達', '14 天内抵达'),
    points: ({ leadDays }) => (leadDays <= 14 ? 20 : 0),
  },
  {
    rule: 'comes-from-overseas',
    words: translated('comes from overseas', '來自海外', '来自海外'),
    points: ({ origin }) => (origin === 'overseas' ? 15 : 0),
  },
  {
    rule: 'comes-from-the-mainland',
    words: translated('comes from the Mainland', '來自內地', '来自内地'),
    points: ({ origin }) => (origin === 'mainland' ? 10 : 0),
  },
  {
    rule: 'brings-a-household',
    words: translated('brings a household', '與家人同住', '与家人同住'),
    points: ({ guests }) => 10 * Math.min(Math.max(guests - 1, 0), 3),
  },
  {
    rule: 'needs-accessibility',
    words: translated('needs an accessible home', '需要無障礙居所', '需要无障碍居所'),
    points: ({ accessibility }) => (accessibility ? 25 : 0),
  },
  {
    rule: 'works-for-a-tenant',
    words: translated('is sponsored by a tenant', '由園區企業擔保', '由园区企业担保'),
    points: ({ sponsored }) => (sponsored ? 10 : 0),
  },
  {
    rule: 'stays-long',
    words: translated('stays 90 nights or longer', '入住 90 晚或以上', '入住 90 晚或以上'),
    points: ({ nights }) => (nights >= 90 ? 5 : 0),
  },
];

const NAME = 'accommodation-points';
const VERSION = '1';

interface Points {
  readonly points: number;
  readonly explanation: readonly PointsGiven[];
  readonly policy: PolicyRecord;
}

/** What the policy sees of a request on the day of its assessment. */
export const pointsInputsOf = (request: RequestFacts, today: Day): PointsInputs => {
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

/** The points for these inputs, each with the rule that gave it. */
export const pointsFor = (inputs: PointsInputs): Points => {
  const explanation = rules
    .map(({ rule, points }): PointsGiven => ({ rule, points: points(inputs) }))
    .filter(({ points }) => points > 0);
  const points = explanation.reduce((sum, given) => sum + given.points, 0);
  const fired = explanation.map(({ rule }) => rule);
  const outcome = `${points} points`;
  return {
    points,
    explanation,
    policy: { name: NAME, version: VERSION, inputs: { ...inputs }, fired, outcome },
  };
};

/** Why a rule gave points, in words; a rule of a version that is gone keeps its name. */
export const pointsInWords = ({ rule }: PointsGiven, language: Language): string =>
  rules.find((known) => known.rule === rule)?.words[language] ?? rule;
