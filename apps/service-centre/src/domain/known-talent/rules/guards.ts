import type { Rules } from '@talentloop/event-sourcing';
import type { KnownTalentCommandData, KnownTalentRejection } from '../commands';
import type { KnownTalentEvent } from '../events';
import type { KnownTalent } from '../state';

/** How each of these commands is judged once the talent is known. */
export type KnownTalentRules<T extends keyof KnownTalentCommandData> = Rules<
  KnownTalentCommandData,
  T,
  KnownTalent,
  KnownTalentEvent,
  KnownTalentRejection
>;
