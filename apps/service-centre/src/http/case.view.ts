import {
  assigneeOf,
  type CaseFile,
  type OpenedCase,
  pendingTransfer,
} from '../domain/service-case/state';

/** What is written on a case. */
const conversationOf = ({ notes, messages, tasks, feedback }: CaseFile) => ({
  tasks: tasks.map(({ taskId, title, due, by, at, completed }) => ({
    taskId,
    title,
    due: due ?? null,
    by,
    at,
    status: completed ? ('completed' as const) : ('open' as const),
    completedBy: completed?.by ?? null,
    completedAt: completed?.at ?? null,
  })),
  messages,
  notes,
  feedback: feedback.map(({ comment, ...rest }) => ({ ...rest, comment: comment ?? null })),
});

/**
 * A case as its stream says it is. Pure. The literal begins with a field, not with a spread: V8
 * makes an object that begins with a spread of many fields about ten times as slowly.
 */
export const caseView = (state: OpenedCase) => {
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
    subject: file.subject,
    description: file.description ?? null,
    assignee: assigneeOf(state) ?? null,
    waitingOn: state.status === 'waiting' ? state.waitingOn : null,
    result: concluded?.result ?? null,
    explanation: concluded?.explanation ?? null,
    escalated: file.escalated !== undefined,
    overdue: false,
    transferTo: pendingTransfer(state)?.to ?? null,
    mergedInto: state.status === 'merged' ? state.into : null,
    ...conversationOf(file),
    // Service levels run by a centre's calendar; none is in force yet.
    serviceLevels: [],
  };
};
