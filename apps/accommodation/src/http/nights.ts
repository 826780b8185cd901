import { addDays } from '@talentloop/locale';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import { nightsBetween } from '../domain/values/nights';

const DAY = /^\d{4}-\d\d-\d\d$/;

/** Whether it is a day, and one that the calendar has: 30 February is read as a day in March. */
export const isCalendarDay = (value: unknown): value is string =>
  typeof value === 'string' &&
  DAY.test(value) &&
  !Number.isNaN(Date.parse(value)) &&
  addDays(value, 0) === value;

/** The fault of a day that ends nights; none where one of the days is no day, as they are told. */
const faultOf = (
  to: unknown,
  { constraints: [field, nightsMax], object }: ValidationArguments,
): string | undefined => {
  const from: unknown = Object.entries(object).find(([name]) => name === field)?.[1];
  if (!isCalendarDay(from) || !isCalendarDay(to)) return undefined;
  if (from >= to) return `must be after ${field}`;
  const isTooFar = nightsMax !== undefined && nightsBetween(from, to) > nightsMax;
  return isTooFar ? `must be at most ${nightsMax} nights on` : undefined;
};

/** A day of departure: there is a night between the other field's day and it, but not too many. */
export const IsAfter = (
  field: string,
  { nightsMax }: { readonly nightsMax?: number } = {},
): PropertyDecorator =>
  ValidateBy({
    name: 'isAfter',
    constraints: [field, nightsMax],
    validator: {
      validate: (to, about) => about === undefined || faultOf(to, about) === undefined,
      defaultMessage: (about) => (about && faultOf(about.value, about)) ?? '',
    },
  });
