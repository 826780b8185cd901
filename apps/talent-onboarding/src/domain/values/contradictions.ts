import type { Day } from '@talentloop/event-sourcing';
import type { TalentChanges } from './details';

type Contradiction =
  'birth-date-in-future' | 'accommodation-details-missing' | 'accommodation-dates-reversed';

/** Why these details cannot be true together on this day. */
export const findContradiction = (
  { birthDate, household = [], needs = [], accommodation }: TalentChanges,
  today: Day,
): Contradiction | undefined => {
  const born = [birthDate ?? today, ...household.map((member) => member.birthDate)];
  if (born.some((day) => day > today)) return 'birth-date-in-future';
  if (needs.includes('accommodation') && !accommodation) return 'accommodation-details-missing';
  if (accommodation && accommodation.from >= accommodation.to)
    return 'accommodation-dates-reversed';
  return undefined;
};
