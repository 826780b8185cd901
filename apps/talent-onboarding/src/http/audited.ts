import { type AuditedCategory, auditedCategory } from '@talentloop/audit';
import type { Loaded } from '@talentloop/event-sourcing';
import type { TalentEvent } from '../domain/talent/events';
import { sponsor } from '../domain/sponsor/sponsor';
import type { SponsorState } from '../domain/sponsor/state';
import type { TalentState } from '../domain/talent/state';
import { talent } from '../domain/talent/talent';
import { sponsorBody } from './sponsor-view';
import { talentBody } from './talent-view';

const talentAsRead = ({ state, ...loaded }: Loaded<TalentState>): object =>
  state.status === 'none' ? state : talentBody({ ...loaded, state });

const sponsorAsRead = ({ state, ...loaded }: Loaded<SponsorState>): object =>
  state.status === 'none' ? state : sponsorBody({ ...loaded, state });

/** What auditors read of this service. */
export const audited: readonly AuditedCategory[] = [
  auditedCategory({
    name: 'talents',
    decider: talent,
    view: talentAsRead,
    corrects: ({ type }: TalentEvent) => type === 'CorrectionApproved',
  }),
  auditedCategory({ name: 'sponsors', decider: sponsor, view: sponsorAsRead }),
];
