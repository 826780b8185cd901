import {
  type Decision,
  type Instant,
  reject,
  type Rejection,
  type Rules,
} from '@talentloop/event-sourcing';
import { localDay } from '@talentloop/locale';
import { differencesFrom } from '../../values/changes';
import { findContradiction } from '../../values/contradictions';
import type { TalentChanges } from '../../values/details';
import { draftUntilFrom } from '../../values/draft-expiry';
import type { TalentCommandData, TalentCommandType, TalentRejection } from '../commands';
import type { TalentEvent } from '../events';
import type { Talent } from '../state';

export type TalentDecision = Decision<TalentEvent, TalentRejection>;

/** How each of these commands is judged on a person; on one who is registered by default. */
export type TalentRules<T extends TalentCommandType, S = Talent> = Rules<
  TalentCommandData,
  T,
  S,
  TalentEvent,
  TalentRejection
>;

/** Documents, consents or corrections that one person's record holds at most. */
export const PARTS_MAX = 100;

/** What an event carries that touches the record: a draft lasts 90 days from then. */
export const touch = ({ status }: Talent, at: Instant): { readonly draftUntil?: Instant } =>
  status === 'draft' ? { draftUntil: draftUntilFrom(at) } : {};

/** Those of the changes that read differently from the record, or why they cannot be so. */
export const judgeChanges = (
  wanted: TalentChanges,
  { record: { details } }: Talent,
  at: Instant,
): { readonly changes: TalentChanges } | Rejection<TalentRejection> => {
  const changes = differencesFrom(details, wanted);
  const { needs, accommodation } = details;
  const contradiction = findContradiction(
    { needs, ...(accommodation && { accommodation }), ...changes },
    localDay(at),
  );
  return contradiction ? reject(contradiction) : { changes };
};
