import {
  type CategoryDefinition,
  type EventDefinition,
  firstVersion,
} from '@talentloop/event-sourcing';
import { z } from 'zod';
import {
  type CaseEvent,
  type CaseEventOf,
  type CaseEventType,
  waitingReasons,
} from '../domain/service-case/events';
import { channel, day, freeText, instant, language, priority, written } from './fields';

const identity = {
  number: z.string(),
  type: z.string(),
  centre: z.string(),
  talentId: z.string().exactOptional(),
  client: z.string().exactOptional(),
};
const waitingOn = z.enum(waitingReasons);

type Definitions = { readonly [T in CaseEventType]: EventDefinition<CaseEventOf<T>> };

const workEvents = {
  CaseOpened: firstVersion(
    'CaseOpened',
    z.object({
      ...identity,
      ...written,
      channel,
      typeVersion: z.int(),
      priority,
      subject: freeText,
      description: freeText.exactOptional(),
    }),
    'subject',
    'description',
  ),
  CaseAssigned: firstVersion('CaseAssigned', z.object({ assignee: z.string(), by: z.string() })),
  CaseReleased: firstVersion('CaseReleased', z.object({ assignee: z.string() })),
  WorkStarted: firstVersion('WorkStarted', z.object({ assignee: z.string() })),
  CasePaused: firstVersion('CasePaused', z.object({ waitingOn, since: instant })),
  CaseResumed: firstVersion('CaseResumed', z.object({ waitedOn: waitingOn, since: instant })),
  CasePriorityChanged: firstVersion(
    'CasePriorityChanged',
    z.object({ priority, previous: priority }),
  ),
  CaseEscalated: firstVersion('CaseEscalated', z.object({ priority, previous: priority })),
  CaseResolved: firstVersion('CaseResolved', z.object({ ...identity, result: z.string() })),
  CaseReopened: firstVersion('CaseReopened', z.object(identity)),
  CaseClosed: firstVersion('CaseClosed', z.object(identity)),
  CaseCancelled: firstVersion('CaseCancelled', z.object(identity)),
};

const transfer = { from: z.string(), to: z.string() };
const movingEvents = {
  CaseTransferRequested: firstVersion(
    'CaseTransferRequested',
    z.object({ ...transfer, ...written }),
  ),
  CaseTransferred: firstVersion(
    'CaseTransferred',
    z.object({ ...identity, fromCentre: z.string() }),
  ),
  CaseTransferDeclined: firstVersion('CaseTransferDeclined', z.object(transfer)),
  CaseMerged: firstVersion('CaseMerged', z.object({ ...identity, into: z.string() })),
  CaseUnmerged: firstVersion('CaseUnmerged', z.object({ ...identity, from: z.string() })),
};

const message = { messageId: z.string(), text: freeText, language, ...written };
const conversationEvents = {
  NoteAdded: firstVersion(
    'NoteAdded',
    z.object({ noteId: z.string(), text: freeText, ...written }),
    'text',
  ),
  MessageSent: firstVersion(
    'MessageSent',
    z.object({ ...message, template: z.string().exactOptional() }),
    'text',
  ),
  MessageReceived: firstVersion('MessageReceived', z.object(message), 'text'),
  TaskAdded: firstVersion(
    'TaskAdded',
    z.object({ taskId: z.string(), title: freeText, due: day.exactOptional(), ...written }),
    'title',
  ),
  TaskCompleted: firstVersion('TaskCompleted', z.object({ taskId: z.string(), ...written })),
  FeedbackGiven: firstVersion(
    'FeedbackGiven',
    z.object({
      score: z.int().min(1).max(5),
      comment: freeText.exactOptional(),
      ...written,
    }),
    'comment',
  ),
};

const events: Definitions = { ...workEvents, ...movingEvents, ...conversationEvents };

/** How the events of a case are stored; free text is sealed under the key of its talent. */
export const caseCodec: CategoryDefinition<CaseEvent> = {
  category: 'case',
  subject: (opened) => ('talentId' in opened ? opened.talentId : undefined),
  events,
};
