import type { Folds, Personal } from '@talentloop/event-sourcing';
import type { CaseEventData, CaseEventType } from './events';
import type { ActiveCase, CaseFile, CaseState, OpenedCase } from './state';

type LaterEvent = Exclude<CaseEventType, 'CaseOpened'>;
type CaseFolds<T extends LaterEvent> = Folds<CaseEventData, T, OpenedCase>;

/** The worker who has the case, or had it last; empty if nobody ever had it. */
const lastAssigneeOf = (state: OpenedCase): string => {
  if (state.status === 'merged') return lastAssigneeOf(state.before);
  return state.status === 'open' ? '' : (state.assignee ?? '');
};

/** The active case that a merged or concluded one goes back to. */
const activeCaseOf = (state: OpenedCase): ActiveCase => {
  switch (state.status) {
    case 'open':
    case 'assigned':
    case 'in-progress':
    case 'waiting':
      return state;
    case 'merged':
      return state.before;
    case 'resolved':
    case 'closed':
    case 'cancelled':
      return { status: 'open', file: state.file };
  }
};

/** After any further change it does not matter any more what brought the case back. */
const forgetReturn = ({ cameBackBy: _, ...file }: CaseFile): CaseFile => file;

/** A transfer that nobody has answered lapses when the case is concluded. */
const lapseTransfer = ({ transfer, ...file }: CaseFile): CaseFile =>
  transfer && transfer.outcome !== 'requested' ? { ...file, transfer } : file;

const withFile = (state: OpenedCase, changes: Partial<CaseFile>): OpenedCase => ({
  ...state,
  file: { ...state.file, ...changes },
});

/** The rules give each of these events its reason; an event's type leaves it open. */
const textOf = (reason: Personal<string> | undefined): Personal<string> => reason ?? '';

const work: CaseFolds<
  | 'CaseAssigned'
  | 'CaseReleased'
  | 'WorkStarted'
  | 'CasePaused'
  | 'CaseResumed'
  | 'CasePriorityChanged'
  | 'CaseEscalated'
> = {
  // Work goes on under the new assignee: only a case that nobody worked on becomes assigned.
  CaseAssigned: (state, { data: { assignee } }) =>
    state.status === 'in-progress' || state.status === 'waiting'
      ? { ...state, assignee }
      : { status: 'assigned', file: forgetReturn(state.file), assignee },
  CaseReleased: ({ file }) => ({ status: 'open', file: forgetReturn(file) }),
  WorkStarted: ({ file }, { data: { assignee } }) => ({
    status: 'in-progress',
    file: forgetReturn(file),
    assignee,
  }),
  CasePaused: (state, { data: { waitingOn, since }, reason }) => ({
    status: 'waiting',
    file: forgetReturn(state.file),
    assignee: lastAssigneeOf(state),
    waitingOn,
    since,
    reason: textOf(reason),
  }),
  CaseResumed: (state) => ({
    status: 'in-progress',
    file: forgetReturn(state.file),
    assignee: lastAssigneeOf(state),
  }),
  CasePriorityChanged: (state, { data: { priority } }) => withFile(state, { priority }),
  CaseEscalated: (state, { data: { priority }, reason }) =>
    withFile(state, { priority, escalated: { reason: textOf(reason) } }),
};

const conclusion: CaseFolds<
  'CaseResolved' | 'CaseReopened' | 'CaseClosed' | 'CaseCancelled' | 'CaseMerged' | 'CaseUnmerged'
> = {
  CaseResolved: (state, { data: { result }, reason }) => ({
    status: 'resolved',
    file: lapseTransfer(forgetReturn(state.file)),
    assignee: lastAssigneeOf(state),
    result,
    explanation: textOf(reason),
    feedbackGiven: false,
  }),
  CaseReopened: (state) => ({
    status: 'in-progress',
    file: { ...state.file, cameBackBy: 'reopening' },
    assignee: lastAssigneeOf(state),
  }),
  CaseClosed: (state) => (state.status === 'resolved' ? { ...state, status: 'closed' } : state),
  CaseCancelled: (state) => {
    const assignee = lastAssigneeOf(state);
    const file = lapseTransfer(forgetReturn(state.file));
    return { status: 'cancelled', file, ...(assignee !== '' && { assignee }) };
  },
  CaseMerged: (state, { data: { into } }) => ({
    status: 'merged',
    file: lapseTransfer(state.file),
    into,
    before: activeCaseOf(state),
  }),
  CaseUnmerged: (state) => ({
    ...activeCaseOf(state),
    file: { ...state.file, cameBackBy: 'unmerging' },
  }),
};

const transfer: CaseFolds<'CaseTransferRequested' | 'CaseTransferred' | 'CaseTransferDeclined'> = {
  CaseTransferRequested: (state, { data: { from, to } }) =>
    withFile(state, { transfer: { from, to, outcome: 'requested' } }),
  // The new centre has not given the case to anybody yet.
  CaseTransferred: ({ file }, { data: { centre, fromCentre } }) => ({
    status: 'open',
    file: {
      ...forgetReturn(file),
      centre,
      transfer: { from: fromCentre, to: centre, outcome: 'accepted' },
    },
  }),
  CaseTransferDeclined: (state, { data: { from, to } }) =>
    withFile(state, { transfer: { from, to, outcome: 'declined' } }),
};

/** What people write on a case; its status stays. */
const conversation: CaseFolds<
  'NoteAdded' | 'MessageSent' | 'MessageReceived' | 'TaskAdded' | 'TaskCompleted' | 'FeedbackGiven'
> = {
  NoteAdded: (state, { data }) => withFile(state, { notes: [...state.file.notes, data] }),
  MessageSent: (state, { data: { template: _, ...message } }) =>
    withFile(state, { messages: [...state.file.messages, { ...message, direction: 'sent' }] }),
  MessageReceived: (state, { data }) =>
    withFile(state, { messages: [...state.file.messages, { ...data, direction: 'received' }] }),
  TaskAdded: (state, { data }) => withFile(state, { tasks: [...state.file.tasks, data] }),
  TaskCompleted: (state, { data: { taskId, by, at } }) =>
    withFile(state, {
      tasks: state.file.tasks.map((task) =>
        task.taskId === taskId ? { ...task, completed: { by, at } } : task,
      ),
    }),
  FeedbackGiven: (state, { data }) => {
    const after = withFile(state, { feedback: [...state.file.feedback, data] });
    return after.status === 'resolved' || after.status === 'closed'
      ? { ...after, feedbackGiven: true }
      : after;
  },
};

/** What an event makes of a case: the opening of none, every later event of one that was opened. */
export const folds: Folds<CaseEventData, 'CaseOpened', CaseState> & CaseFolds<LaterEvent> = {
  CaseOpened: (_, { data: { by, at, ...about } }) => ({
    status: 'open',
    file: { ...about, opened: { by, at }, notes: [], messages: [], tasks: [], feedback: [] },
  }),
  ...work,
  ...conclusion,
  ...transfer,
  ...conversation,
};
