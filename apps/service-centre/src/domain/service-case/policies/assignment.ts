import type { Actor, PolicyRecord } from '@talentloop/event-sourcing';

/** Only a supervisor takes a case over from the worker who has it. */
export const mayTakeOver = ({ roles }: Pick<Actor, 'roles'>): boolean =>
  roles.includes('supervisor');

/**
 * Who works on a case, version 1. Every worker may claim a case that nobody has, only a supervisor
 * takes one over from its worker, and a supervisor assigns a case to anybody.
 */
export const assignment = (
  fired: 'unassigned-case' | 'supervisor-takes-over' | 'supervisor-assigns',
  holder: string | undefined,
  asker: Actor,
  assignee: string,
): PolicyRecord => ({
  name: 'assignment',
  version: '1',
  inputs: { holder: holder ?? 'nobody', asker: asker.id, roles: asker.roles },
  fired: [fired],
  outcome: assignee,
});
