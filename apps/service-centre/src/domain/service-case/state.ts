import type { Day, Instant, Personal } from '@talentloop/event-sourcing';
import type { Language } from '@talentloop/locale';
import type { Channel, Priority } from '../values/case-opening';
import type { CaseIdentity, WaitingOn, Written } from './events';

interface Note extends Written {
  readonly noteId: string;
  readonly text: Personal<string>;
}

interface Message extends Written {
  readonly messageId: string;
  readonly direction: 'sent' | 'received';
  readonly text: Personal<string>;
  readonly language: Language;
}

export interface Task extends Written {
  readonly taskId: string;
  readonly title: Personal<string>;
  readonly due?: Day;
  readonly completed?: Written;
}

export interface Feedback extends Written {
  readonly score: number;
  readonly comment?: Personal<string>;
}

export interface Transfer {
  readonly from: string;
  readonly to: string;
  readonly outcome: 'requested' | 'accepted' | 'declined';
}

/** What a case holds in every status. */
export interface CaseFile extends CaseIdentity {
  readonly channel: Channel;
  readonly typeVersion: number;
  readonly priority: Priority;
  readonly subject: Personal<string>;
  readonly description?: Personal<string>;
  readonly opened: Written;
  readonly notes: readonly Note[];
  readonly messages: readonly Message[];
  readonly tasks: readonly Task[];
  readonly feedback: readonly Feedback[];
  /** The reason of the last escalation. */
  readonly escalated?: { readonly reason: Personal<string> };
  /** The last transfer, whatever became of it. */
  readonly transfer?: Transfer;
  /** What brought the case back last, so that the same command again finds it done. */
  readonly cameBackBy?: 'reopening' | 'unmerging';
}

interface CaseWithStatus<Status extends string> {
  readonly status: Status;
  readonly file: CaseFile;
}
interface WithAssignee {
  readonly assignee: string;
}
interface WithResult extends WithAssignee {
  readonly result: string;
  readonly explanation: Personal<string>;
  readonly feedbackGiven: boolean;
}
interface WithWaiting extends WithAssignee {
  readonly waitingOn: WaitingOn;
  readonly since: Instant;
  readonly reason: Personal<string>;
}

type OpenCase = CaseWithStatus<'open'>;
type AssignedCase = CaseWithStatus<'assigned'> & WithAssignee;
type CaseInProgress = CaseWithStatus<'in-progress'> & WithAssignee;
type WaitingCase = CaseWithStatus<'waiting'> & WithWaiting;
/** A case that somebody works on or is to work on. */
export type ActiveCase = OpenCase | AssignedCase | CaseInProgress | WaitingCase;
type ResolvedCase = CaseWithStatus<'resolved'> & WithResult;
type ClosedCase = CaseWithStatus<'closed'> & WithResult;
type CancelledCase = CaseWithStatus<'cancelled'> & { readonly assignee?: string };
type MergedCase = CaseWithStatus<'merged'> & {
  readonly into: string;
  readonly before: ActiveCase;
};

export type OpenedCase = ActiveCase | ResolvedCase | ClosedCase | CancelledCase | MergedCase;
export type CaseState = { readonly status: 'none' } | OpenedCase;

export const isOpened = (state: CaseState): state is OpenedCase => state.status !== 'none';

export const isActive = (state: OpenedCase): state is ActiveCase =>
  state.status === 'open' ||
  state.status === 'assigned' ||
  state.status === 'in-progress' ||
  state.status === 'waiting';

/** The worker who has the case, or had it last. */
export const assigneeOf = (state: OpenedCase): string | undefined => {
  if (state.status === 'open') return undefined;
  if (state.status === 'merged') return assigneeOf(state.before);
  return state.assignee;
};

/** What other services learn of the case, copied from its file. */
export const identityOf = ({ number, type, centre, talentId, client }: CaseFile): CaseIdentity => ({
  number,
  type,
  centre,
  ...(talentId !== undefined && { talentId }),
  ...(client !== undefined && { client }),
});

/** The transfer that waits for an answer; concluding a case lets it lapse. */
export const pendingTransfer = (state: OpenedCase): Transfer | undefined =>
  isActive(state) && state.file.transfer?.outcome === 'requested' ? state.file.transfer : undefined;

/** The centres whose workers see the case: its own, and one that a transfer still waits for. */
export const visibleCentres = (state: OpenedCase): readonly string[] => {
  const pending = pendingTransfer(state);
  return pending ? [state.file.centre, pending.to] : [state.file.centre];
};

export const openTasks = ({ tasks }: CaseFile): readonly Task[] =>
  tasks.filter(({ completed }) => !completed);
