import type { Day, EventOf, Instant, Personal } from '@talentloop/event-sourcing';
import type { Language } from '@talentloop/locale';
import type { Channel, Priority } from '../values/case-opening';

export const waitingReasons = ['talent', 'third-party', 'suspended'] as const;
export type WaitingOn = (typeof waitingReasons)[number];

/** What other services learn of a case: every event that is published carries it. */
export interface CaseIdentity {
  readonly number: string;
  readonly type: string;
  readonly centre: string;
  readonly talentId?: string;
  readonly client?: string;
}

/** Who wrote something and when, as the view shows it. */
export interface Written {
  readonly by: string;
  readonly at: Instant;
}

// Names and shapes are the storage format. Never edit one: add a version and an upcaster.
export interface CaseEventData {
  CaseOpened: CaseIdentity &
    Written & {
      readonly channel: Channel;
      readonly typeVersion: number;
      readonly priority: Priority;
      readonly subject: Personal<string>;
      readonly description?: Personal<string>;
    };
  CaseAssigned: { readonly assignee: string; readonly by: string };
  CaseReleased: { readonly assignee: string };
  CaseTransferRequested: Written & { readonly from: string; readonly to: string };
  /** `centre` is the new one. */
  CaseTransferred: CaseIdentity & { readonly fromCentre: string };
  CaseTransferDeclined: { readonly from: string; readonly to: string };
  WorkStarted: { readonly assignee: string };
  CasePaused: { readonly waitingOn: WaitingOn; readonly since: Instant };
  CaseResumed: { readonly waitedOn: WaitingOn; readonly since: Instant };
  NoteAdded: Written & { readonly noteId: string; readonly text: Personal<string> };
  MessageSent: Written & {
    readonly messageId: string;
    readonly text: Personal<string>;
    readonly language: Language;
    readonly template?: string;
  };
  MessageReceived: Written & {
    readonly messageId: string;
    readonly text: Personal<string>;
    readonly language: Language;
  };
  TaskAdded: Written & {
    readonly taskId: string;
    readonly title: Personal<string>;
    readonly due?: Day;
  };
  TaskCompleted: Written & { readonly taskId: string };
  CasePriorityChanged: { readonly priority: Priority; readonly previous: Priority };
  CaseEscalated: { readonly priority: Priority; readonly previous: Priority };
  CaseResolved: CaseIdentity & { readonly result: string };
  CaseReopened: CaseIdentity;
  CaseClosed: CaseIdentity;
  CaseCancelled: CaseIdentity;
  CaseMerged: CaseIdentity & { readonly into: string };
  CaseUnmerged: CaseIdentity & { readonly from: string };
  FeedbackGiven: Written & { readonly score: number; readonly comment?: Personal<string> };
}

export type CaseEventType = keyof CaseEventData;
export type CaseEvent = EventOf<CaseEventData>;
export type CaseEventOf<T extends CaseEventType> = EventOf<CaseEventData, T>;
