import { OnDay } from '@talentloop/http';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { IsAfter, isCalendarDay } from './nights';

class Nights {
  @OnDay() readonly from!: string;
  @OnDay() @IsAfter('from', { nightsMax: 400 }) readonly to!: string;
}

/** What is wrong with each field. */
const faultsOf = (nights: object) =>
  validateSync(plainToInstance(Nights, nights)).flatMap(({ property, constraints = {} }) =>
    Object.values(constraints).map((message) => `${property} ${message}`),
  );

it.each([
  ['2026-03-01', '2026-03-02', []],
  ['2026-03-01', '2027-04-05', []],
  ['2026-03-01', '2027-04-06', ['to must be at most 400 nights on']],
  ['2026-03-01', '2026-03-01', ['to must be after from']],
  ['2026-03-02', '2026-03-01', ['to must be after from']],
  ['2026-02-30', '2026-02-01', ['from must be a day, YYYY-MM-DD']],
  ['2026-03-01', '2026-02-30', ['to must be a day, YYYY-MM-DD']],
  ['2026-03-01', 7, ['to must be a day, YYYY-MM-DD']],
])('from %s to %s: %j', (from, to, faults) => {
  expect(faultsOf({ from, to })).toEqual(faults);
});

it('knows a day that the calendar lacks', () => {
  expect(isCalendarDay('2028-02-29')).toBe(true);
  expect(isCalendarDay('2026-02-29')).toBe(false);
  expect(isCalendarDay('2026-13-01')).toBe(false);
});
