import { ERASED_TEXT } from '@talentloop/audit';
import { isErased, type Loaded, type Personal } from '@talentloop/event-sourcing';
import {
  assigneeOf,
  type CaseFile,
  type CaseState,
  type OpenedCase,
  pendingTransfer,
} from '../../domain/service-case/state';

/** A personal text as it is shown: what was recorded, or that its person was erased. */
export const shown = (text: Personal<string>): string => (isErased(text) ? ERASED_TEXT : text);

const conversationOf = ({ notes, messages, tasks, feedback }: CaseFile) => ({
  tasks: tasks.map(({ taskId, title, due, by, at, completed }) => ({
    taskId,
    title: shown(title),
    due: due ?? null,
    by,
    at,
    status: completed ? ('completed' as const) : ('open' as const),
    completedBy: completed?.by ?? null,
    completedAt: completed?.at ?? null,
  })),
  messages: messages.map((message) => ({ ...message, text: shown(message.text) })),
  notes: notes.map((note) => ({ ...note, text: shown(note.text) })),
  feedback: feedback.map(({ comment, ...rest }) => ({
    ...rest,
    comment: comment === undefined ? null : shown(comment),
  })),
});

const scalarsOf = (state: OpenedCase) => {
  const { file } = state;
  const concluded = state.status === 'resolved' || state.status === 'closed' ? state : undefined;
  return {
    status: state.status,
    number: file.number,
    centre: file.centre,
    client: file.client ?? null,
    talentId: file.talentId ?? null,
    channel: file.channel,
    type: file.type,
    typeVersion: file.typeVersion,
    priority: file.priority,
    subject: shown(file.subject),
    description: file.description === undefined ? null : shown(file.description),
    assignee: assigneeOf(state) ?? null,
    waitingOn: state.status === 'waiting' ? state.waitingOn : null,
    result: concluded?.result ?? null,
    explanation: concluded ? shown(concluded.explanation) : null,
    escalated: file.escalated !== undefined,
    overdue: false,
    transferTo: pendingTransfer(state)?.to ?? null,
    mergedInto: state.status === 'merged' ? state.into : null,
  };
};

/** A case that exists, as its stream says it is. */
export type LoadedCase = Loaded<OpenedCase>;

export const isOpened = (loaded: Loaded<CaseState>): loaded is LoadedCase =>
  loaded.state.status !== 'none';

/** Everything of a case that does not depend on who asks: what the auditor compares. Pure. */
export const caseBody = ({ id, state, ...at }: LoadedCase) => ({
  id,
  revision: at.revision,
  createdAt: at.createdAt,
  updatedAt: at.updatedAt,
  correlationId: at.correlationId,
  ...scalarsOf(state),
  ...conversationOf(state.file),
  // Service levels run by a centre's calendar; none is in force yet.
  serviceLevels: [],
});
