import { type Day, isErased, type PolicyRecord } from '@talentloop/event-sourcing';
import type { Need, RecordedDetails } from '../../values/details';
import type { Origin } from '../../values/origins';
import { findScheme, type SchemeCode, schemesVersion } from '../../values/schemes';
import { yearsBetween } from '../../values/years-between';
import type { ChecklistItem } from '../events';

/** Raise the first number when a rule below decides differently; the schemes have their own. */
const VERSION = `1+schemes-${schemesVersion}`;

const SCHOOL_FROM_YEARS = 6;
const ADULT_FROM_YEARS = 18;

/** What the rules look at: no names, no dates. */
export interface ChecklistFacts {
  readonly scheme: SchemeCode;
  readonly nationality: string;
  readonly origin: Origin;
  readonly spouse: boolean;
  readonly childrenUnderSix: number;
  readonly childrenOfSchoolAge: number;
  readonly needs: readonly Need[];
}

interface Rule {
  /** The code that says why, kept with each item it asks for. */
  readonly why: string;
  readonly when: (facts: ChecklistFacts) => boolean;
  readonly asks: readonly string[];
}

const hasNeed = (need: Need) => (facts: ChecklistFacts) => facts.needs.includes(need);
const isFrom = (origin: Origin) => (facts: ChecklistFacts) => facts.origin === origin;
const isChinese = ({ nationality }: ChecklistFacts): boolean => nationality === 'CN';

/** In the order in which people read the list; an item asked twice keeps the first reason. */
const rules: readonly Rule[] = [
  { why: 'everyone', when: () => true, asks: ['identity-document', 'onboarding-guidance'] },
  { why: 'from-hong-kong', when: isFrom('hong-kong'), asks: ['hkid'] },
  {
    why: 'chinese-permanent-resident-crosses',
    when: (facts) => facts.origin === 'hong-kong' && isChinese(facts),
    asks: ['home-return-permit'],
  },
  {
    why: 'non-chinese-permanent-resident-crosses',
    when: (facts) => facts.origin === 'hong-kong' && !isChinese(facts),
    asks: ['non-chinese-permit'],
  },
  {
    why: 'from-the-mainland',
    when: isFrom('mainland'),
    asks: ['mainland-id', 'eep', 'mainland-endorsement'],
  },
  { why: 'from-overseas', when: isFrom('overseas'), asks: ['passport'] },
  {
    why: 'needs-permission-to-stay',
    when: ({ origin, scheme }) => origin !== 'hong-kong' && scheme !== 'none',
    asks: ['stay-permission'],
  },
  { why: 'brings-spouse', when: ({ spouse }) => spouse, asks: ['marriage-certificate'] },
  {
    why: 'brings-children',
    when: ({ childrenUnderSix, childrenOfSchoolAge }) => childrenUnderSix + childrenOfSchoolAge > 0,
    asks: ['birth-certificate'],
  },
  {
    why: 'child-of-school-age',
    when: ({ childrenOfSchoolAge }) => childrenOfSchoolAge > 0,
    asks: ['school-place'],
  },
  {
    why: 'child-under-six',
    when: ({ childrenUnderSix }) => childrenUnderSix > 0,
    asks: ['childcare-place'],
  },
  { why: 'asked-for-schooling', when: hasNeed('schooling'), asks: ['school-place'] },
  { why: 'asked-for-childcare', when: hasNeed('childcare'), asks: ['childcare-place'] },
  { why: 'asked-for-accommodation', when: hasNeed('accommodation'), asks: ['housed'] },
  { why: 'asked-for-banking', when: hasNeed('banking'), asks: ['bank-account'] },
  { why: 'asked-for-transport', when: hasNeed('transport'), asks: ['transport-card'] },
];

const schemeRule = ({ scheme }: ChecklistFacts): Rule => ({
  why: `scheme-${scheme}`,
  when: () => true,
  asks: findScheme(scheme)?.asks ?? [],
});

/** What the rules need to know of a person on a day; erased members count for nothing. */
export const checklistFacts = (details: RecordedDetails, today: Day): ChecklistFacts => {
  const ages = details.household
    .filter(({ relation }) => relation === 'child')
    .map(({ birthDate }) =>
      isErased(birthDate) ? ADULT_FROM_YEARS : yearsBetween(birthDate, today),
    );
  return {
    scheme: details.scheme ?? 'none',
    nationality: details.nationality,
    origin: details.origin,
    spouse: details.household.some(({ relation }) => relation === 'spouse'),
    childrenUnderSix: ages.filter((age) => age < SCHOOL_FROM_YEARS).length,
    childrenOfSchoolAge: ages.filter((age) => age >= SCHOOL_FROM_YEARS && age < ADULT_FROM_YEARS)
      .length,
    needs: details.needs,
  };
};

/** What is asked of such a person, each item with the code of the rule that asks. */
export const checklistFor = (facts: ChecklistFacts): readonly ChecklistItem[] => {
  const asked = new Map<string, string>();
  for (const { why, when, asks } of [...rules, schemeRule(facts)])
    if (when(facts)) for (const item of asks) if (!asked.has(item)) asked.set(item, why);
  return [...asked].map(([item, why]) => ({ item, why }));
};

/** What a checklist was derived from, and which rules asked for something. */
export const checklistPolicy = (
  facts: ChecklistFacts,
  checklist: readonly ChecklistItem[],
): PolicyRecord => ({
  name: 'checklist',
  version: VERSION,
  inputs: { ...facts },
  fired: [...new Set(checklist.map(({ why }) => why))],
  outcome: `${checklist.length}-items`,
});
