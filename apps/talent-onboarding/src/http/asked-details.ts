import { derivedId } from '@talentloop/event-sourcing';
import type { Registration } from '../domain/talent/commands';
import type { HouseholdMember, TalentChanges } from '../domain/values/details';
import type { DetailsBody, HouseholdMemberBody } from './dto/details.dto';
import type { RegisterTalentBody } from './dto/register-talent.dto';

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

/** Classes of the request become plain data, as events carry it. */
const plain = <T extends object>(value: T): T => ({ ...value });

export const registrationOf = (
  { household = [], needs = [], name, accommodation, ...rest }: RegisterTalentBody,
  talentId: string,
  client: string | undefined,
): Registration => ({
  talentId,
  ...(client === undefined ? {} : { client }),
  ...rest,
  name: plain(name),
  household: withIds(household, talentId),
  needs,
  ...(accommodation ? { accommodation: plain(accommodation) } : {}),
});

export const changesOf = (
  { household, name, accommodation, ...rest }: DetailsBody,
  commandId: string,
): TalentChanges => ({
  ...rest,
  ...(name ? { name: plain(name) } : {}),
  ...(household ? { household: withIds(household, commandId) } : {}),
  ...(accommodation ? { accommodation: plain(accommodation) } : {}),
});
