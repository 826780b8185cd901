import type { HouseholdMember, RecordedDetails, RecordedMember, TalentChanges } from './details';
import { sameValue } from './same-value';

const withoutId = ({ relation, name, birthDate }: HouseholdMember | RecordedMember) => ({
  relation,
  name,
  birthDate,
});

/** A member who is on record keeps their id, and with it the key that seals what is personal. */
const keepingIds = (
  household: readonly HouseholdMember[],
  recorded: readonly RecordedMember[],
): readonly HouseholdMember[] =>
  household.map((member) => {
    const known = recorded.find((other) => sameValue(withoutId(other), withoutId(member)));
    return known ? { ...member, memberId: known.memberId } : member;
  });

/** Those of the changes that read differently from the record. */
export const differencesFrom = (
  recorded: RecordedDetails,
  changes: TalentChanges,
): TalentChanges => {
  const { household } = changes;
  const wanted: TalentChanges = {
    ...changes,
    ...(household && { household: keepingIds(household, recorded.household) }),
  };
  const before: ReadonlyMap<string, unknown> = new Map(Object.entries(recorded));
  return Object.fromEntries(
    Object.entries(wanted).filter(([field, value]) => !sameValue(value, before.get(field))),
  );
};
