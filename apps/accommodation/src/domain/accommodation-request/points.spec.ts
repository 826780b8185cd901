import { type PointsInputs, pointsFor, pointsInWords, pointsInputsOf } from './policies/points';
import { facts } from './exemplars';

const alone: PointsInputs = {
  guests: 1,
  nights: 10,
  leadDays: 30,
  origin: 'hong-kong',
  sponsored: false,
  accessibility: false,
};

it.each<[string, Partial<PointsInputs>, number]>([
  ['arrives-soon', { leadDays: 14 }, 20],
  ['comes-from-overseas', { origin: 'overseas' }, 15],
  ['comes-from-the-mainland', { origin: 'mainland' }, 10],
  ['brings-a-household', { guests: 2 }, 10],
  ['brings-a-household', { guests: 9 }, 30],
  ['needs-accessibility', { accessibility: true }, 25],
  ['works-for-a-tenant', { sponsored: true }, 10],
  ['stays-long', { nights: 90 }, 5],
])('%s gives points for %j', (rule, difference, points) => {
  const given = pointsFor({ ...alone, ...difference });
  expect(given.explanation).toEqual([
    { rule: 'eligible', points: 10 },
    { rule, points },
  ]);
  expect(given.points).toBe(10 + points);
  expect(given.policy.fired).toEqual(['eligible', rule]);
});

it('gives nothing for 15 days ahead or 89 nights', () => {
  expect(pointsFor({ ...alone, leadDays: 15, nights: 89 }).points).toBe(10);
});

it('sees no origin where none is known', () => {
  const unknown = { ...facts, talent: { sponsored: false } };
  expect(pointsInputsOf(unknown, '2026-03-02').origin).toBe('unknown');
});

it('says why in words, and keeps the name of a rule that is gone', () => {
  const words = (rule: string) => pointsInWords({ rule, points: 1 }, 'en');
  expect(words('stays-long')).toBe('stays 90 nights or longer');
  expect(words('of-another-version')).toBe('of-another-version');
});
