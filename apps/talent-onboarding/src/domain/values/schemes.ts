/** The admission schemes that a person may apply under. */
export const schemeCodes = [
  'TTPS-A',
  'TTPS-B',
  'TTPS-C',
  'QMAS',
  'GEP',
  'ASMTP',
  'TechTAS',
  'IANG',
  'short-term',
  'none',
] as const;
export type SchemeCode = (typeof schemeCodes)[number];

/** An admission scheme as published; a change of the rules is a new version of the list. */
interface Scheme {
  readonly code: SchemeCode;
  /** Months of the first permitted stay, where the scheme fixes it. */
  readonly stayMonths?: number;
  /** Days in a row per arrival, where the scheme counts days. */
  readonly stayDays?: number;
  /** Places a year over the whole of Hong Kong, where there is a quota. */
  readonly placesPerYear?: number;
  /** Months that a company's own quota lasts, where the company must hold one first. */
  readonly sponsorQuotaMonths?: number;
  /** What an applicant under it is asked for. */
  readonly asks: readonly string[];
  readonly source: { readonly title: string; readonly date: string };
}

/** The version that checklists record. */
export const schemesVersion = '2026-01';

const ttps = { title: 'Immigration Department: Top Talent Pass Scheme', date: '2024-11-01' };
const immigration = (scheme: string, date: string) => ({
  title: `Immigration Department: ${scheme}`,
  date,
});

export const schemes: readonly Scheme[] = [
  { code: 'TTPS-A', stayMonths: 36, asks: ['income-proof'], source: ttps },
  { code: 'TTPS-B', stayMonths: 24, asks: ['degree-certificate', 'work-experience'], source: ttps },
  {
    code: 'TTPS-C',
    stayMonths: 24,
    placesPerYear: 10_000,
    asks: ['degree-certificate'],
    source: ttps,
  },
  {
    code: 'QMAS',
    asks: ['degree-certificate', 'work-experience'],
    source: immigration('Quality Migrant Admission Scheme', '2024-11-01'),
  },
  {
    code: 'GEP',
    asks: ['employment-contract', 'degree-certificate'],
    source: immigration('General Employment Policy', '2022-12-28'),
  },
  {
    code: 'ASMTP',
    asks: ['employment-contract', 'degree-certificate'],
    source: immigration('Admission Scheme for Mainland Talents and Professionals', '2022-12-28'),
  },
  {
    code: 'TechTAS',
    sponsorQuotaMonths: 24,
    asks: ['employment-contract', 'sponsor-quota'],
    source: {
      title: 'Innovation and Technology Commission: Technology Talent Admission Scheme',
      date: '2022-12-28',
    },
  },
  {
    code: 'IANG',
    stayMonths: 24,
    asks: ['degree-certificate'],
    source: immigration('Immigration Arrangements for Non-local Graduates', '2022-12-28'),
  },
  {
    code: 'short-term',
    stayDays: 14,
    asks: ['invitation-letter'],
    source: immigration('Short-term Visitors in Designated Sectors', '2022-06-01'),
  },
  {
    code: 'none',
    asks: [],
    source: { title: 'No permission needed, or none applied for', date: '2026-01-01' },
  },
];

export const findScheme = (code: SchemeCode | undefined): Scheme | undefined =>
  schemes.find((scheme) => scheme.code === code);
