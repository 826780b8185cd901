import type { Rules } from '@talentloop/event-sourcing';
import type { SponsorCommandData, SponsorCommandType, SponsorRejection } from '../commands';
import type { SponsorEvent } from '../events';
import type { Sponsor } from '../state';

/** How each of these commands is judged on a company; on one that is registered by default. */
export type SponsorRules<T extends SponsorCommandType, S = Sponsor> = Rules<
  SponsorCommandData,
  T,
  S,
  SponsorEvent,
  SponsorRejection
>;
