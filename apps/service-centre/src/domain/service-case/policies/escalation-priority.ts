import type { PolicyRecord } from '@talentloop/event-sourcing';
import type { Priority } from '../../values/case-opening';

const raised: Readonly<Record<Priority, Priority>> = {
  low: 'high',
  normal: 'high',
  high: 'urgent',
  urgent: 'urgent',
};

/** The priority after an escalation, version 1: at least high, and urgent if it was high before. */
export const escalationPriority = (
  priority: Priority,
): PolicyRecord & { readonly outcome: Priority } => ({
  name: 'escalation-priority',
  version: '1',
  inputs: { priority },
  fired: [raised[priority] === 'high' ? 'raise-to-high' : 'raise-to-urgent'],
  outcome: raised[priority],
});
