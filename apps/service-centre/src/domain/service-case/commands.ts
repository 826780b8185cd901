import type { CommandOf, Day } from '@talentloop/event-sourcing';
import type { Language } from '@talentloop/locale';
import type { CaseOpening, Priority } from '../values/case-opening';
import type { WaitingOn } from './events';

/** The case that another is merged into, as its stream stood when the command was made. */
export interface MergeTarget {
  readonly caseId: string;
  readonly number: string;
  readonly status: string;
  readonly talentId?: string;
}

interface WithReason {
  readonly reason: string;
}

export interface CaseCommandData {
  OpenCase: {
    readonly number: string;
    readonly opening: Omit<CaseOpening, 'firstMessage' | 'firstTask'>;
  };
  ClaimCase: object;
  AssignCase: { readonly assignee: string };
  ReleaseCase: object;
  TransferCase: WithReason & { readonly centre: string };
  AcceptTransfer: object;
  DeclineTransfer: WithReason;
  StartWork: object;
  WaitFor: WithReason & { readonly on: WaitingOn };
  /** With `on`, the case resumes only if it waits on that. */
  Resume: { readonly on?: WaitingOn };
  AddNote: { readonly noteId: string; readonly text: string };
  SendMessage: {
    readonly messageId: string;
    readonly text: string;
    readonly language: Language;
    readonly template?: string;
  };
  ReceiveMessage: {
    readonly messageId: string;
    readonly text: string;
    readonly language: Language;
  };
  AddTask: { readonly taskId: string; readonly title: string; readonly due?: Day };
  CompleteTask: { readonly taskId: string };
  ChangePriority: WithReason & { readonly priority: Priority };
  EscalateCase: WithReason;
  ResolveCase: { readonly result: string; readonly explanation: string };
  ReopenCase: WithReason;
  CloseCase: { readonly reason?: string };
  /** `standing` says that the talent has left and nobody decided about this case in particular. */
  CancelCase: WithReason & { readonly standing?: string };
  MergeCase: { readonly into: MergeTarget };
  UnmergeCase: object;
  GiveFeedback: { readonly score: number; readonly comment?: string };
}

export type CaseCommand = CommandOf<CaseCommandData>;

export const caseRejections = [
  'not-opened',
  'already-opened',
  'unknown-centre',
  'unknown-case-type',
  'not-your-centre',
  'assigned-to-another',
  'not-assigned',
  'not-in-progress',
  'is-waiting',
  'not-waiting',
  'waiting-on-something-else',
  'not-resolved',
  'already-resolved',
  'already-closed',
  'already-cancelled',
  'already-merged',
  'open-tasks',
  'result-not-of-this-type',
  'unknown-task',
  'already-at-this-centre',
  'transfer-already-requested',
  'no-transfer-requested',
  'not-the-receiving-centre',
  'merge-into-itself',
  'merge-target-not-open',
  'merge-target-of-another-talent',
  'not-merged',
  'feedback-already-given',
] as const;
export type CaseRejection = (typeof caseRejections)[number];
