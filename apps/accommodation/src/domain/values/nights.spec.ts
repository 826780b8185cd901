import { earlierOf, laterOf, nightsBetween } from './nights';

it('counts nights over the end of a year and in a leap year', () => {
  expect(nightsBetween('2026-12-30', '2027-01-02')).toBe(3);
  expect(nightsBetween('2028-02-28', '2028-03-01')).toBe(2);
});

it('compares days as text', () => {
  expect(earlierOf('2026-03-01', '2026-02-28')).toBe('2026-02-28');
  expect(laterOf('2026-03-01', '2026-02-28')).toBe('2026-03-01');
});
