import type { CategoryDefinition, EventDefinition, Schema } from '@talentloop/event-sourcing';
import { z } from 'zod';
import {
  type CaseEvent,
  type CaseEventData,
  type CaseEventOf,
  type CaseEventType,
  waitingReasons,
} from '../domain/service-case/events';
import { channel, day, freeText, instant, language, priority, sealed, written } from './fields';

const identity = {
  number: z.string(),
  type: z.string(),
  centre: z.string(),
  talentId: z.string().exactOptional(),
  client: z.string().exactOptional(),
};
const waitingOn = z.enum(waitingReasons);

const first = <T extends CaseEventType>(
  type: T,
  schema: Schema<CaseEventData[T]>,
  ...personal: readonly string[]
) => ({ type, version: 1, schema, personal: personal.map(sealed) }) as const;

type Definitions = { readonly [T in CaseEventType]: EventDefinition<CaseEventOf<T>> };

const workEvents = {
  CaseOpened: first(
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
  CaseAssigned: first('CaseAssigned', z.object({ assignee: z.string(), by: z.string() })),
  CaseReleased: first('CaseReleased', z.object({ assignee: z.string() })),
  WorkStarted: first('WorkStarted', z.object({ assignee: z.string() })),
  CasePaused: first('CasePaused', z.object({ waitingOn, since: instant })),
  CaseResumed: first('CaseResumed', z.object({ waitedOn: waitingOn, since: instant })),
  CaseEscalated: first('CaseEscalated', z.object({ priority, previous: priority })),
  CaseResolved: first('CaseResolved', z.object({ ...identity, result: z.string() })),
  CaseReopened: first('CaseReopened', z.object(identity)),
  CaseClosed: first('CaseClosed', z.object(identity)),
  CaseCancelled: first('CaseCancelled', z.object(identity)),
};

const transfer = { from: z.string(), to: z.string() };
const movingEvents = {
  CaseTransferRequested: first('CaseTransferRequested', z.object({ ...transfer, ...written })),
  CaseTransferred: first('CaseTransferred', z.object({ ...identity, fromCentre: z.string() })),
  CaseTransferDeclined: first('CaseTransferDeclined', z.object(transfer)),
  CaseMerged: first('CaseMerged', z.object({ ...identity, into: z.string() })),
  CaseUnmerged: first('CaseUnmerged', z.object({ ...identity, from: z.string() })),
};

const message = { messageId: z.string(), text: freeText, language, ...written };
const conversationEvents = {
  NoteAdded: first(
    'NoteAdded',
    z.object({ noteId: z.string(), text: freeText, ...written }),
    'text',
  ),
  MessageSent: first(
    'MessageSent',
    z.object({ ...message, template: z.string().exactOptional() }),
    'text',
  ),
  MessageReceived: first('MessageReceived', z.object(message), 'text'),
  TaskAdded: first(
    'TaskAdded',
    z.object({ taskId: z.string(), title: freeText, due: day.exactOptional(), ...written }),
    'title',
  ),
  TaskCompleted: first('TaskCompleted', z.object({ taskId: z.string(), ...written })),
  FeedbackGiven: first(
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

export const caseCodec: CategoryDefinition<CaseEvent> = {
  category: 'case',
  subject: (opened) => ('talentId' in opened ? opened.talentId : undefined),
  events,
};
