import { languages } from '@talentloop/locale';
import type { MatchReason, MissReason } from '../domain/matching/reasons';
import { matchInWords, missInWords } from './match-reasons';

const rate = { amount: 80_005, currency: 'HKD' };
const budget = { amount: 90_000, currency: 'CNY' };
const feature = 'balcony';

const merits: readonly (readonly [MatchReason, string])[] = [
  [{ reason: 'free', nights: 3 }, 'free for all 3 nights'],
  [{ reason: 'sleeps-party', sleeps: 2, guests: 1 }, 'sleeps 2, 1 needed'],
  [{ reason: 'spare-beds', beds: 1 }, '1 more bed than needed'],
  [
    { reason: 'within-budget', rate, budget },
    'HKD 800.05 a night, within the budget of CNY 900.00',
  ],
  [{ reason: 'rate-not-comparable', rate, budget }, 'HKD 800.05 a night, the budget is in CNY'],
  [{ reason: 'is-accessible', feature }, 'has balcony, which is needed'],
  [{ reason: 'has-feature', feature }, 'has balcony'],
  [{ reason: 'lacks-feature', feature }, 'lacks balcony, which is preferred'],
  [{ reason: 'on-preferred-side', side: 'shenzhen' }, 'on the Shenzhen side, as preferred'],
  [{ reason: 'on-other-side', side: 'hong-kong' }, 'on the Hong Kong side, not as preferred'],
];

const misses: readonly (readonly [MissReason, string])[] = [
  [
    { reason: 'other-kind', kind: 'hotel', wanted: 'talent-residence' },
    'is a hotel, not a talent residence',
  ],
  [{ reason: 'sleeps-too-few', sleeps: 1, guests: 2 }, 'sleeps 1, 2 needed'],
  [
    { reason: 'taken', from: '2026-03-01', until: '2026-03-05' },
    'taken from 2026-03-01 until 2026-03-05',
  ],
  [
    { reason: 'out-of-service', from: '2026-03-01', until: '2026-03-05' },
    'out of service from 2026-03-01 until 2026-03-05',
  ],
  [{ reason: 'over-budget', rate, budget }, 'HKD 800.05 a night, over the budget of CNY 900.00'],
  [{ reason: 'not-accessible', feature }, 'lacks balcony, which is needed'],
];

it.each(merits)('%j is told in words', (why, words) => {
  expect(matchInWords(why, 'en')).toBe(words);
  expect(new Set(languages.map((language) => matchInWords(why, language))).size).toBeGreaterThan(1);
});

it.each(misses)('%j is told in words', (why, words) => {
  expect(missInWords(why, 'en')).toBe(words);
  expect(new Set(languages.map((language) => missInWords(why, language))).size).toBeGreaterThan(1);
});
