import { type Personal } from '@talentloop/event-sourcing';
import type { CaseEvent, CaseEventOf, CaseEventType } from './events';
import { conversation } from './folds-of-conversation';
import type { ActiveCase, CaseFile, CaseState, Folds, OpenedCase } from './state';

type LaterEvent = Exclude<CaseEventType, 'CaseOpened'>;

const opened = ({ data }: CaseEventOf<'CaseOpened'>): CaseState => {
  const { by, at, ...about } = data;
  const nothing = { notes: [], messages: [], tasks: [], feedback: [] };
  return { status: 'open', file: { ...about, ...nothing, opened: { by, at } } };
};

/** The status of a case that a worker holds; who held it last where the events do not say. */
const holderOf = (state: OpenedCase): string => {
  if (state.status === 'merged') return holderOf(state.before);
  return state.status === 'open' ? '' : (state.assignee ?? '');
};

const activeBefore = (state: OpenedCase): ActiveCase => {
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

const without = ({ cameBackBy: _, ...file }: CaseFile, over: Partial<CaseFile> = {}): CaseFile => ({
  ...file,
  ...over,
});

/** Nobody answers a transfer of a case that is no longer worked. */
const lapsed = ({ transfer, ...file }: CaseFile): CaseFile =>
  transfer && transfer.outcome !== 'requested' ? { ...file, transfer } : file;

const because = (reason: Personal<string> | undefined): Personal<string> => reason ?? '';

const work: Folds<
  'CaseAssigned' | 'CaseReleased' | 'WorkStarted' | 'CasePaused' | 'CaseResumed' | 'CaseEscalated'
> = {
  // Work goes on under the new assignee: only a case that nobody held becomes assigned.
  CaseAssigned: (state, { data: { assignee } }) =>
    state.status === 'in-progress' || state.status === 'waiting'
      ? { ...state, assignee }
      : { status: 'assigned', file: without(state.file), assignee },
  CaseReleased: ({ file }) => ({ status: 'open', file: without(file) }),
  WorkStarted: ({ file }, { data: { assignee } }) => ({
    status: 'in-progress',
    file: without(file),
    assignee,
  }),
  CasePaused: (state, { data, reason }) => ({
    status: 'waiting',
    file: without(state.file),
    assignee: holderOf(state),
    ...data,
    because: because(reason),
  }),
  CaseResumed: (state) => ({
    status: 'in-progress',
    file: without(state.file),
    assignee: holderOf(state),
  }),
  CaseEscalated: (state, { data: { priority }, reason }) => ({
    ...state,
    file: { ...state.file, priority, escalated: { reason: because(reason) } },
  }),
};

const conclusion: Folds<
  'CaseResolved' | 'CaseReopened' | 'CaseClosed' | 'CaseCancelled' | 'CaseMerged' | 'CaseUnmerged'
> = {
  CaseResolved: (state, { data: { result }, reason }) => ({
    status: 'resolved',
    file: lapsed(without(state.file)),
    assignee: holderOf(state),
    result,
    explanation: because(reason),
    feedbackGiven: false,
  }),
  CaseReopened: (state) => ({
    status: 'in-progress',
    file: without(state.file, { cameBackBy: 'reopening' }),
    assignee: holderOf(state),
  }),
  CaseClosed: (state) => (state.status === 'resolved' ? { ...state, status: 'closed' } : state),
  CaseCancelled: (state) => {
    const assignee = holderOf(state);
    const file = lapsed(without(state.file));
    return { status: 'cancelled', file, ...(assignee !== '' && { assignee }) };
  },
  CaseMerged: (state, { data: { into } }) => ({
    status: 'merged',
    file: lapsed(state.file),
    into,
    before: activeBefore(state),
  }),
  CaseUnmerged: (state) => ({
    ...activeBefore(state),
    file: without(state.file, { cameBackBy: 'unmerging' }),
  }),
};

const transfer: Folds<'CaseTransferRequested' | 'CaseTransferred' | 'CaseTransferDeclined'> = {
  CaseTransferRequested: (state, { data: { from, to } }) => ({
    ...state,
    file: { ...state.file, transfer: { from, to, outcome: 'requested' } },
  }),
  // The new centre has not given it to anybody yet.
  CaseTransferred: ({ file }, { data: { centre, fromCentre } }) => ({
    status: 'open',
    file: without(file, {
      centre,
      transfer: { from: fromCentre, to: centre, outcome: 'accepted' },
    }),
  }),
  CaseTransferDeclined: (state, { data: { from, to } }) => ({
    ...state,
    file: { ...state.file, transfer: { from, to, outcome: 'declined' } },
  }),
};

const folds: Folds<LaterEvent> = { ...work, ...conclusion, ...transfer, ...conversation };

const fold = <T extends LaterEvent>(state: OpenedCase, event: CaseEventOf<T>): OpenedCase =>
  folds[event.type](state, event);

/** What an event makes of a case. */
export const evolveCase = (state: CaseState, event: CaseEvent): CaseState => {
  if (event.type === 'CaseOpened') return opened(event);
  return state.status === 'none' ? state : fold(state, event);
};
