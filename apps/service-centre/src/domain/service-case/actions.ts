import type { DecisionContext } from '@talentloop/event-sourcing';
import { mayTakeOver } from './policies/assignment';
import {
  assigneeOf,
  type CaseState,
  type CaseStatus,
  type OpenedCase,
  openTasks,
  pendingTransfer,
} from './state';

/** The last segments of the paths of a case's commands. */
export const caseActions = [
  'claim',
  'assign',
  'release',
  'start',
  'wait',
  'resume',
  'escalate',
  'resolve',
  'reopen',
  'close',
  'cancel',
  'transfer',
  'accept-transfer',
  'decline-transfer',
  'merge',
  'unmerge',
  'notes',
  'messages',
  'tasks',
  'feedback',
] as const;
export type CaseAction = (typeof caseActions)[number];

const active = ['escalate', 'assign', 'transfer', 'cancel', 'merge', 'claim'] as const;
const talk = ['notes', 'messages', 'tasks'] as const;

/** What each status allows, before the particulars of one case are looked at. */
const byStatus: Readonly<Record<CaseStatus, readonly CaseAction[]>> = {
  open: [...active, ...talk],
  assigned: ['release', 'start', ...active, ...talk],
  'in-progress': ['release', 'wait', 'resolve', ...active, ...talk],
  waiting: ['resume', ...active, ...talk],
  resolved: ['close', 'reopen', 'feedback', ...talk],
  closed: ['reopen', 'feedback', 'notes'],
  cancelled: ['notes'],
  merged: ['unmerge', 'notes'],
};

const unless: Readonly<
  Partial<Record<CaseAction, (state: OpenedCase, context: DecisionContext) => boolean>>
> = {
  claim: (state, context) => {
    const holder = assigneeOf(state);
    return holder !== undefined && (holder === context.actor.id || !mayTakeOver(context.actor));
  },
  resolve: ({ file }) => openTasks(file).length > 0,
  transfer: (state) => pendingTransfer(state) !== undefined,
  feedback: (state) =>
    (state.status === 'resolved' || state.status === 'closed') && state.feedbackGiven,
};

/** Every command that the case would not refuse this person now; their role is the caller's matter. */
export const actionsFor = (state: CaseState, context: DecisionContext): readonly CaseAction[] => {
  if (state.status === 'none') return [];
  const { centre } = context.actor;
  const pending = pendingTransfer(state);
  const answers: readonly CaseAction[] =
    pending && centre === pending.to ? ['accept-transfer', 'decline-transfer'] : [];
  if (centre !== undefined && centre !== state.file.centre) return answers;
  const allowed = byStatus[state.status].filter((action) => !unless[action]?.(state, context));
  return [...allowed, ...answers];
};

/** What may be done with one task of the case. */
export const taskActionsFor = (
  state: CaseState,
  taskId: string,
  { actor }: DecisionContext,
): readonly 'complete'[] => {
  if (state.status === 'none') return [];
  if (actor.centre !== undefined && actor.centre !== state.file.centre) return [];
  const open = openTasks(state.file).some((task) => task.taskId === taskId);
  return open && byStatus[state.status].includes('tasks') ? ['complete'] : [];
};
