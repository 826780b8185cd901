import type { Command, Day } from '@talentloop/event-sourcing';
import type { CaseOpening } from '../case-register/events';
import type { Language } from '../titles';
import type { WaitingOn } from './events';

/** The case that another is merged into, as its stream stood when the command was made. */
export interface MergeTarget {
  readonly caseId: string;
  readonly number: string;
  readonly status: string;
  readonly talentId?: string;
}

interface Because {
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
  TransferCase: Because & { readonly centre: string };
  AcceptTransfer: object;
  DeclineTransfer: Because;
  StartWork: object;
  WaitFor: Because & { readonly on: WaitingOn };
  /** With `on`: only if it is what the case waits on. */
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
  EscalateCase: Because;
  ResolveCase: { readonly result: string; readonly explanation: string };
  ReopenCase: Because;
  CloseCase: { readonly reason?: string };
  /** `standing` when the talent is gone and nobody decided about this case in particular. */
  CancelCase: Because & { readonly standing?: string };
  MergeCase: { readonly into: MergeTarget };
  UnmergeCase: object;
  GiveFeedback: { readonly score: number; readonly comment?: string };
}

export type CaseCommandType = keyof CaseCommandData;
export type CaseCommandOf<T extends CaseCommandType> = {
  [P in T]: Command<P, CaseCommandData[P]>;
}[T];
export type CaseCommand = CaseCommandOf<CaseCommandType>;

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
