import { addDays, addHours, dayOf, earlierOf, laterOf, nightsBetween, startOf } from './days';

describe('days', () => {
  it('begin at midnight in UTC+8', () => {
    expect(dayOf('2026-03-01T15:59:59.999Z')).toBe('2026-03-01');
    expect(dayOf('2026-03-01T16:00:00.000Z')).toBe('2026-03-02');
    expect(startOf('2026-03-02')).toBe('2026-03-01T16:00:00.000Z');
  });

  it('are counted over months and leap years', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(nightsBetween('2026-12-30', '2027-01-02')).toBe(3);
    expect(addHours('2026-03-01T23:00:00.000Z', 2)).toBe('2026-03-02T01:00:00.000Z');
  });

  it('are compared as text', () => {
    expect(earlierOf('2026-03-01', '2026-02-28')).toBe('2026-02-28');
    expect(laterOf('2026-03-01', '2026-02-28')).toBe('2026-03-01');
  });
});
