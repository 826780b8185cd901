import {
  type Actor,
  EXEMPLARY_MOMENT,
  type Exemplar,
  type Exemplars,
  type PolicyRecord,
} from '@talentloop/event-sourcing';
import type { Priority } from '../values/case-opening';
import type { CaseCommandData } from './commands';
import type { CaseEvent, CaseEventData, CaseEventOf, CaseEventType } from './events';
import { assigneeOf, type CaseFile, type CaseState, openTasks } from './state';

export const CASE_ID = '6f1d2b3a-0000-4000-8000-000000000001';
export const TALENT_ID = '6f1d2b3a-0000-4000-8000-0000000000aa';
export const NUMBER = 'SC-LOOP-2026-000001';

const WORKER: Actor = { id: 'worker-1', roles: ['caseworker'], centre: 'loop-onsite' };
export const SUPERVISOR: Actor = { id: 'lead-1', roles: ['supervisor'], centre: 'loop-onsite' };
export const COLLEAGUE: Actor = { id: 'worker-2', roles: ['caseworker'], centre: 'loop-onsite' };
export const ONLINE: Actor = { id: 'worker-9', roles: ['caseworker'], centre: 'online' };
export const PORTAL: Actor = { id: 'portal-1', roles: ['portal'], client: 'portal-1' };
const PROCESS: Actor = { id: 'process:follow-talents', roles: ['system'] };

/** An event as a rule returns it. */
export const event = <T extends CaseEventType>(
  type: T,
  data: CaseEventData[T],
  reason?: string,
): { type: T; data: CaseEventData[T]; reason?: string } => ({
  type,
  data,
  ...(reason !== undefined && { reason }),
});

const written = (by: Actor) => ({ by: by.id, at: EXEMPLARY_MOMENT });

const policy = (
  name: string,
  version: string,
  inputs: Readonly<Record<string, unknown>>,
  fired: readonly string[],
  outcome: string,
): { readonly policy: PolicyRecord } => ({ policy: { name, version, inputs, fired, outcome } });

/** What a worker asks to open at the counter. */
export const opening: CaseCommandData['OpenCase']['opening'] = {
  centre: 'loop-onsite',
  channel: 'counter',
  type: 'immigration',
  typeVersion: 1,
  priority: 'normal',
  subject: 'A permit runs out',
  talentId: TALENT_ID,
  client: 'portal-1',
  openedBy: WORKER.id,
};
const { openedBy: _, ...about } = opening;
export const opened: CaseEventOf<'CaseOpened'> = event('CaseOpened', {
  ...about,
  ...written(WORKER),
  number: NUMBER,
});
/** What other services learn of the case. */
export const identity = {
  number: NUMBER,
  type: 'immigration',
  centre: 'loop-onsite',
  talentId: TALENT_ID,
  client: 'portal-1',
};

const assignedBy = (asker: Actor, fired: string, holder: string, assignee: string) => ({
  ...event('CaseAssigned', { assignee, by: asker.id }),
  ...policy('assignment', '1', { holder, asker: asker.id, roles: asker.roles }, [fired], assignee),
});
export const assigned = assignedBy(WORKER, 'unassigned-case', 'nobody', WORKER.id);
export const started = event('WorkStarted', { assignee: WORKER.id });

const NO_PHOTO = 'Needs a photo';
const SUSPENDED = 'The talent is suspended.';
const pausedOn = (waitingOn: 'talent' | 'suspended', reason: string) =>
  event('CasePaused', { waitingOn, since: EXEMPLARY_MOMENT }, reason);
const paused = pausedOn('talent', NO_PHOTO);
const resumed = (waitedOn: 'talent' | 'suspended') =>
  event('CaseResumed', { waitedOn, since: EXEMPLARY_MOMENT });

const priorityChanged = (priority: Priority, previous: Priority, reason: string) =>
  event('CasePriorityChanged', { priority, previous }, reason);
export const escalated: CaseEventOf<'CaseEscalated'> = {
  ...event('CaseEscalated', { priority: 'high', previous: 'normal' }, 'Flies tomorrow'),
  ...policy('escalation-priority', '1', { priority: 'normal' }, ['raise-to-high'], 'high'),
};
export const resolved: CaseEventOf<'CaseResolved'> = {
  ...event('CaseResolved', { ...identity, result: 'completed' }, 'All done'),
  ...policy(
    'result-allowed-by-case-type',
    'immigration@1',
    { type: 'immigration', result: 'completed', openTasks: 0 },
    ['result-of-this-type', 'no-open-tasks'],
    'completed',
  ),
};
export const reopened = event('CaseReopened', identity, 'The permit was wrong');
export const closed = event('CaseClosed', identity);
export const cancelled = event('CaseCancelled', identity, 'Twice the same');

const GONE = "The talent's standing is now: departed.";
const cancelledByRule: CaseEventOf<'CaseCancelled'> = {
  ...event('CaseCancelled', identity, GONE),
  ...policy('talent-gone', '1', { standing: 'departed' }, ['talent-departed'], 'cancel'),
};
export const merged = event('CaseMerged', { ...identity, into: 'another' });
export const unmerged = event('CaseUnmerged', { ...identity, from: 'another' });

const transfer = { centre: 'online', reason: 'Lives far away' };
const betweenCentres = { from: 'loop-onsite', to: 'online' };
export const transferRequested = event(
  'CaseTransferRequested',
  { ...betweenCentres, ...written(WORKER) },
  transfer.reason,
);
export const transferred = event('CaseTransferred', {
  ...identity,
  centre: 'online',
  fromCentre: 'loop-onsite',
});
export const transferDeclined = event('CaseTransferDeclined', betweenCentres, 'No room');

const note = { noteId: 'note-1', text: 'Was here today' };
const message = { messageId: 'message-1', text: 'Please bring a photo', language: 'en' } as const;
const templated = { ...message, messageId: 'message-2', template: 'accommodation-booked@1' };
const answer = { messageId: 'message-3', text: '我明天來', language: 'zh-Hant' } as const;
const task = { taskId: 'task-1', title: 'Call the school' };
const taskDue = { taskId: 'task-2', title: 'Write to the bank', due: '2026-03-09' };
const feedback = { score: 4, comment: 'Quick' };
const messageSent = (data: CaseCommandData['SendMessage'], by: Actor) =>
  event('MessageSent', { ...data, ...written(by) });
const answerReceived = event('MessageReceived', { ...answer, ...written(PORTAL) });
const feedbackGiven = event('FeedbackGiven', { ...feedback, ...written(PORTAL) });
export const taskAdded = event('TaskAdded', { ...task, ...written(WORKER) });
export const taskCompleted = event('TaskCompleted', { taskId: task.taskId, ...written(WORKER) });

/** The case that another one becomes part of. */
export const into = {
  caseId: 'another',
  number: 'SC-LOOP-2026-000007',
  status: 'open',
  talentId: TALENT_ID,
};

/** Histories that lead to each status. */
export const inProgress: readonly CaseEvent[] = [opened, assigned, started];
export const waitingCase: readonly CaseEvent[] = [...inProgress, paused];
const suspendedCase: readonly CaseEvent[] = [...inProgress, pausedOn('suspended', SUSPENDED)];
export const resolvedCase: readonly CaseEvent[] = [...inProgress, resolved];
export const closedCase: readonly CaseEvent[] = [...resolvedCase, closed];

/** Given these events, the actor gives the command with this data, and these events follow. */
const example = <D>(
  given: readonly CaseEvent[],
  by: Actor,
  data: D,
  ...then: readonly CaseEvent[]
): Exemplar<D, CaseEvent> => ({ given, by, data, then });

const takenOver = assignedBy(SUPERVISOR, 'supervisor-takes-over', WORKER.id, SUPERVISOR.id);
const assignedByLead = assignedBy(SUPERVISOR, 'supervisor-assigns', 'nobody', COLLEAGUE.id);

type CaseExemplars = Exemplars<CaseCommandData, CaseState, CaseEvent>;

const commands: CaseExemplars['commands'] = {
  OpenCase: [example([], WORKER, { number: NUMBER, opening }, opened)],
  ClaimCase: [
    example([opened], WORKER, {}, assigned),
    example([opened, assigned], SUPERVISOR, {}, takenOver),
  ],
  AssignCase: [example([opened], SUPERVISOR, { assignee: COLLEAGUE.id }, assignedByLead)],
  ReleaseCase: [example(inProgress, WORKER, {}, event('CaseReleased', { assignee: WORKER.id }))],
  TransferCase: [example(inProgress, WORKER, transfer, transferRequested)],
  AcceptTransfer: [example([...inProgress, transferRequested], ONLINE, {}, transferred)],
  DeclineTransfer: [
    example([opened, transferRequested], ONLINE, { reason: 'No room' }, transferDeclined),
  ],
  StartWork: [example([opened, assigned], WORKER, {}, started)],
  WaitFor: [example(inProgress, WORKER, { on: 'talent', reason: NO_PHOTO }, paused)],
  Resume: [
    example(waitingCase, WORKER, {}, resumed('talent')),
    example(suspendedCase, PROCESS, { on: 'suspended' }, resumed('suspended')),
  ],
  AddNote: [example([opened], WORKER, note, event('NoteAdded', { ...note, ...written(WORKER) }))],
  SendMessage: [
    example([opened], WORKER, message, messageSent(message, WORKER)),
    example([opened], PROCESS, templated, messageSent(templated, PROCESS)),
  ],
  ReceiveMessage: [example(resolvedCase, PORTAL, answer, answerReceived)],
  AddTask: [
    example([opened], WORKER, task, taskAdded),
    example([opened], WORKER, taskDue, event('TaskAdded', { ...taskDue, ...written(WORKER) })),
  ],
  CompleteTask: [example([opened, taskAdded], WORKER, { taskId: task.taskId }, taskCompleted)],
  ChangePriority: [
    example(
      [opened],
      WORKER,
      { priority: 'urgent', reason: 'Flies today' },
      priorityChanged('urgent', 'normal', 'Flies today'),
    ),
    example(
      [opened, escalated],
      WORKER,
      { priority: 'low', reason: 'Flies next year' },
      priorityChanged('low', 'high', 'Flies next year'),
    ),
  ],
  EscalateCase: [example([opened], WORKER, { reason: 'Flies tomorrow' }, escalated)],
  ResolveCase: [
    example(inProgress, WORKER, { result: 'completed', explanation: 'All done' }, resolved),
  ],
  ReopenCase: [
    example(resolvedCase, WORKER, { reason: 'The permit was wrong' }, reopened),
    example(closedCase, WORKER, { reason: 'The permit was wrong' }, reopened),
  ],
  CloseCase: [
    example(resolvedCase, WORKER, {}, closed),
    example(resolvedCase, PROCESS, { reason: GONE }, event('CaseClosed', identity, GONE)),
  ],
  CancelCase: [
    example([opened], WORKER, { reason: 'Twice the same' }, cancelled),
    example(waitingCase, PROCESS, { reason: GONE, standing: 'departed' }, cancelledByRule),
  ],
  MergeCase: [example(waitingCase, WORKER, { into }, merged)],
  UnmergeCase: [example([...waitingCase, merged], WORKER, {}, unmerged)],
  GiveFeedback: [example(resolvedCase, PORTAL, feedback, feedbackGiven)],
};

const fileOf = (state: CaseState): Partial<CaseFile> => (state.status === 'none' ? {} : state.file);

/** An id that no part of the case has yet: parts are never removed, so their number only grows. */
const unusedPartId = (state: CaseState): string => {
  const { notes = [], messages = [], tasks = [] } = fileOf(state);
  return `part-${notes.length + messages.length + tasks.length + 1}`;
};

const fitted: CaseExemplars['fitted'] = {
  AssignCase: (state) => {
    const assignee = state.status === 'none' ? undefined : assigneeOf(state);
    return { assignee: assignee === COLLEAGUE.id ? WORKER.id : COLLEAGUE.id };
  },
  TransferCase: (state) => ({
    ...transfer,
    centre: fileOf(state).centre === 'online' ? 'loop-onsite' : 'online',
  }),
  AddNote: (state) => ({ ...note, noteId: unusedPartId(state) }),
  SendMessage: (state) => ({ ...message, messageId: unusedPartId(state) }),
  ReceiveMessage: (state) => ({ ...answer, messageId: unusedPartId(state) }),
  AddTask: (state) => ({ ...task, taskId: unusedPartId(state) }),
  CompleteTask: (state) => ({
    taskId: (fileOf(state).tasks ?? []).find(({ completed }) => !completed)?.taskId ?? task.taskId,
  }),
  ChangePriority: (state) => ({
    priority: fileOf(state).priority === 'urgent' ? 'normal' : 'urgent',
    reason: 'Flies today',
  }),
  EscalateCase: (state) => ({
    reason: fileOf(state).escalated?.reason === 'Flies today' ? 'Flies tomorrow' : 'Flies today',
  }),
  MergeCase: (state) => {
    const { number, talentId } = fileOf(state);
    return {
      into: {
        caseId: into.caseId,
        number: number === into.number ? NUMBER : into.number,
        status: into.status,
        ...(talentId !== undefined && { talentId }),
      },
    };
  },
};

export const caseExemplars: CaseExemplars = {
  statusOf: ({ status }) => status,
  detailOf: (state) => {
    if (state.status === 'none') return undefined;
    const { file } = state;
    const isFirst = ({ taskId }: { readonly taskId: string }): boolean => taskId === task.taskId;
    return [
      file.centre,
      [file.transfer?.outcome, file.cameBackBy],
      // One more task may always be added, so only the first one makes a difference.
      file.tasks.filter(isFirst).length,
      openTasks(file).filter(isFirst).length,
      'assignee' in state && state.assignee,
      'before' in state && state.before.status,
      'feedbackGiven' in state && state.feedbackGiven,
    ];
  },
  commands,
  fitted,
};
