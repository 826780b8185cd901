import type { Day, Instant, Personal } from '@talentloop/event-sourcing';
import type { Channel, Priority } from '../case-register/events';
import type { Language } from '../titles';
import type { CaseEventOf, CaseEventType, CaseIdentity, WaitingOn, Written } from './events';

export interface Note extends Written {
  readonly noteId: string;
  readonly text: Personal<string>;
}

export interface Message extends Written {
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
  /** What brought the case back last, so that asking again is known to be done. */
  readonly cameBackBy?: 'reopening' | 'unmerging';
}

interface Of<Status extends string> {
  readonly status: Status;
  readonly file: CaseFile;
}
interface Held {
  readonly assignee: string;
}
interface Concluded extends Held {
  readonly result: string;
  readonly explanation: Personal<string>;
  readonly feedbackGiven: boolean;
}
interface Gone {
  readonly assignee?: string;
}

export type OpenCase = Of<'open'>;
export type AssignedCase = Of<'assigned'> & Held;
export type CaseInProgress = Of<'in-progress'> & Held;
export type WaitingCase = Of<'waiting'> &
  Held & {
    readonly waitingOn: WaitingOn;
    readonly since: Instant;
    readonly because: Personal<string>;
  };
/** A case that is being worked or waits to be. */
export type ActiveCase = OpenCase | AssignedCase | CaseInProgress | WaitingCase;
export type ResolvedCase = Of<'resolved'> & Concluded;
export type ClosedCase = Of<'closed'> & Concluded;
export type CancelledCase = Of<'cancelled'> & Gone;
export type MergedCase = Of<'merged'> & { readonly into: string; readonly before: ActiveCase };

export type OpenedCase = ActiveCase | ResolvedCase | ClosedCase | CancelledCase | MergedCase;
export type CaseState = { readonly status: 'none' } | OpenedCase;
export type CaseStatus = OpenedCase['status'];

/** What each of these events makes of a case that is open already. */
export type Folds<T extends CaseEventType> = {
  readonly [P in T]: (state: OpenedCase, event: CaseEventOf<P>) => OpenedCase;
};

export const isActive = (state: OpenedCase): state is ActiveCase =>
  state.status === 'open' ||
  state.status === 'assigned' ||
  state.status === 'in-progress' ||
  state.status === 'waiting';

/** Who holds the case, or held it last. */
export const assigneeOf = (state: OpenedCase): string | undefined => {
  if (state.status === 'open') return undefined;
  if (state.status === 'merged') return assigneeOf(state.before);
  return state.assignee;
};

/** What is published of a case, copied from its file. */
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

/** Whose workers see the case: its centre's, and until it is answered a transfer's other centre's. */
export const visibleCentres = (state: OpenedCase): readonly string[] => {
  const pending = pendingTransfer(state);
  return pending ? [state.file.centre, pending.to] : [state.file.centre];
};

export const openTasks = ({ tasks }: CaseFile): readonly Task[] =>
  tasks.filter(({ completed }) => !completed);
