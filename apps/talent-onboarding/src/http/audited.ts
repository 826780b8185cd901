import { type AuditedCategory, auditedCategory } from '@talentloop/audit';
import type { Loaded } from '@talentloop/event-sourcing';
import type { TalentEvent } from '../domain/talent/events';
import type { TalentState } from '../domain/talent/state';
import { talent } from '../domain/talent/talent';
import { talentBody } from './talent-view';

const talentAsRead = ({ state, ...loaded }: Loaded<TalentState>): object =>
  state.status === 'none' ? state : talentBody({ ...loaded, state });

/** What auditors read of this service, beside its resources. */
export const audited: readonly AuditedCategory[] = [
  auditedCategory({
    name: 'talents',
    decider: talent,
    view: talentAsRead,
    corrects: ({ type }: TalentEvent) => type === 'CorrectionApproved',
  }),
];
