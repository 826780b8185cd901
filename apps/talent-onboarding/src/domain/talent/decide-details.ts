import {
  type DecisionContext,
  type Instant,
  reject,
  type Rejection,
} from '@talentloop/event-sourcing';
import { localDay } from '@talentloop/locale';
import type { RegisterTalent, TalentRejection, UpdateDetails } from './commands';
import type {
  HouseholdMember,
  RecordedDetails,
  RecordedMember,
  TalentChanges,
} from '../values/details';
import { draftUntilFrom } from '../values/draft-expiry';
import { sameValue } from '../values/same-value';
import type { Decision, Talent, TalentState } from './state';

/** Why these details cannot be true together, today. */
const faultIn = (details: TalentChanges, at: Instant): Rejection<TalentRejection> | undefined => {
  const { birthDate, household = [], needs = [], accommodation } = details;
  const today = localDay(at);
  const born = [birthDate ?? today, ...household.map((member) => member.birthDate)];
  if (born.some((day) => day > today)) return reject('birth-date-in-future');
  if (needs.includes('accommodation') && !accommodation)
    return reject('accommodation-details-missing');
  if (accommodation && accommodation.from >= accommodation.to)
    return reject('accommodation-dates-reversed');
  return undefined;
};

/** The same registration again changes nothing; the same reference with another body is refused. */
export const register = (
  { data }: RegisterTalent,
  state: TalentState,
  { at }: DecisionContext,
): Decision => {
  if (state.status !== 'none')
    return sameValue(state.record.registered, data) ? [] : reject('reference-already-registered');
  const fault = faultIn(data, at);
  if (fault) return fault;
  return [{ type: 'TalentRegistered', data: { ...data, draftUntil: draftUntilFrom(at) } }];
};

const bareMember = ({ relation, name, birthDate }: HouseholdMember | RecordedMember) => ({
  relation,
  name,
  birthDate,
});

/** A member who is known already keeps their id, and with it their key. */
const keepingIds = (
  household: readonly HouseholdMember[],
  known: readonly RecordedMember[],
): readonly HouseholdMember[] =>
  household.map((member) => {
    const before = known.find((other) => sameValue(bareMember(other), bareMember(member)));
    return before ? { ...member, memberId: before.memberId } : member;
  });

/** Only what reads differently from the record, or why it cannot be so. */
export const judgeChanges = (
  changes: TalentChanges,
  current: RecordedDetails,
  at: Instant,
): { changes: TalentChanges } | Rejection<TalentRejection> => {
  const { household } = changes;
  const wanted = household
    ? { ...changes, household: keepingIds(household, current.household) }
    : changes;
  const before: ReadonlyMap<string, unknown> = new Map(Object.entries(current));
  const differing: TalentChanges = Object.fromEntries(
    Object.entries(wanted).filter(([field, value]) => !sameValue(value, before.get(field))),
  );
  const { needs, accommodation } = current;
  const fault = faultIn({ needs, ...(accommodation ? { accommodation } : {}), ...differing }, at);
  return fault ?? { changes: differing };
};

export const updateDetails = (
  { data }: UpdateDetails,
  talent: Talent,
  { at }: DecisionContext,
): Decision => {
  if (talent.status !== 'draft') return reject('not-a-draft');
  const judged = judgeChanges(data.changes, talent.record.details, at);
  if ('rejected' in judged) return judged;
  const { changes } = judged;
  if (Object.keys(changes).length === 0) return [];
  return [{ type: 'DetailsUpdated', data: { changes, draftUntil: draftUntilFrom(at) } }];
};
