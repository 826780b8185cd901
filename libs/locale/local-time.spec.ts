import { addDays, addHours, localClockTime, localDay, localYear, startOfLocalDay } from './index';

it('says which day and year it is in the park, which is eight hours ahead of UTC', () => {
  expect(localDay('2026-12-31T15:59:59.999Z')).toBe('2026-12-31');
  expect(localDay('2026-12-31T16:00:00.000Z')).toBe('2027-01-01');
  expect(localYear('2026-12-31T15:59:59.999Z')).toBe(2026);
  expect(localYear('2026-12-31T16:00:00.000Z')).toBe(2027);
  expect(localClockTime('2026-03-04T10:30:00.000Z')).toBe('2026-03-04 18:30');
});

it('begins a day at 16:00 UTC of the day before', () => {
  expect(startOfLocalDay('2027-01-01')).toBe('2026-12-31T16:00:00.000Z');
  expect(localDay(startOfLocalDay('2028-02-29'))).toBe('2028-02-29');
});

it('counts days and hours over the ends of months and years', () => {
  expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
  expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
  expect(addHours('2026-12-31T23:30:00.000Z', 1)).toBe('2027-01-01T00:30:00.000Z');
});
