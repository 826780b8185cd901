import { derivedId } from '@talentloop/event-sourcing';
import type { Registration } from '../domain/talent/commands';
import type { HouseholdMember, TalentChanges } from '../domain/values/details';
import type { DetailsBody, HouseholdMemberBody, RegisterTalentBody } from './talent.dto';

/** Members get ids of their own, under which what is personal of them is sealed. */
const withIds = (
  household: readonly HouseholdMemberBody[],
  origin: string,
): readonly HouseholdMember[] =>
  household.map(({ relation, name, birthDate }, index) => ({
    memberId: derivedId(origin, 'household', index),
    relation,
    name,
    birthDate,
  }));

/** An object of a body's class becomes plain data, as events carry it. */
const plain = <T extends object>(value: T): T => ({ ...value });

/** The data of RegisterTalent, as the body of the request says. */
export const registrationOf = (
  { household = [], needs = [], name, accommodation, ...rest }: RegisterTalentBody,
  talentId: string,
  client: string | undefined,
): Registration => ({
  talentId,
  ...(client !== undefined && { client }),
  ...rest,
  name: plain(name),
  household: withIds(household, talentId),
  needs,
  ...(accommodation && { accommodation: plain(accommodation) }),
});

/** What changes of a person's details, as the body of the request says. */
export const changesOf = (
  { household, name, accommodation, ...rest }: DetailsBody,
  commandId: string,
): TalentChanges => ({
  ...rest,
  ...(name && { name: plain(name) }),
  ...(household && { household: withIds(household, commandId) }),
  ...(accommodation && { accommodation: plain(accommodation) }),
});
