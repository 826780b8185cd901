import { type Decision, reject, type Rules } from '@talentloop/event-sourcing';
import type { KnownTalentCommandData, KnownTalentRejection } from '../commands';
import type { KnownTalentEvent } from '../events';
import type { KnownTalent, PresentTalent } from '../state';

export type KnownTalentRules<T extends keyof KnownTalentCommandData, S = KnownTalent> = Rules<
  KnownTalentCommandData,
  T,
  S,
  KnownTalentEvent,
  KnownTalentRejection
>;

type KnownTalentDecision = Decision<KnownTalentEvent, KnownTalentRejection>;

/** Refuses what would change the status of a talent who has left. */
export const whilePresent =
  <D>(rule: (data: D, state: PresentTalent) => KnownTalentDecision) =>
  (data: D, state: KnownTalent): KnownTalentDecision =>
    state.status === 'left' ? reject('talent-left-already') : rule(data, state);
