/** What a talent may need. Another service provides accommodation, so that becomes no case here. */
const needs = ['accommodation', 'schooling', 'childcare', 'banking', 'transport'] as const;
export type Need = (typeof needs)[number];

const caseTypeByNeed: Readonly<Record<Need, string | undefined>> = {
  accommodation: undefined,
  schooling: 'schooling',
  childcare: 'childcare',
  banking: 'banking-tax',
  transport: 'transport',
};

/** The types of case that these needs become, each once. */
export const caseTypesFor = (named: readonly Need[]): readonly string[] => [
  ...new Set(named.flatMap((need) => caseTypeByNeed[need] ?? [])),
];
