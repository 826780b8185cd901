import { AT, specOf, WORKER } from '@talentloop/testing';
import {
  cancelled,
  closedCase,
  event,
  inProgress,
  merged,
  opened,
  PORTAL,
  resolvedCase,
  taskAdded,
} from './exemplars';
import { serviceCase } from './service-case';

const { given } = specOf(serviceCase);
const at = AT;
const note = { type: 'AddNote', data: { noteId: 'n-1', text: 'Was here today' } } as const;
const send = {
  type: 'SendMessage',
  data: { messageId: 'm-1', text: 'Please bring a photo', language: 'en' },
} as const;
const receive = {
  type: 'ReceiveMessage',
  data: { messageId: 'm-2', text: '我明天來', language: 'zh-Hant' },
} as const;
const addTask = { type: 'AddTask', data: { taskId: 'task-1', title: 'Call the school' } } as const;
const complete = { type: 'CompleteTask', data: { taskId: 'task-1' } } as const;
const feedback = { type: 'GiveFeedback', data: { score: 4, comment: 'Quick' } } as const;

describe('notes', () => {
  it('are kept in every status, each once', () => {
    for (const history of [[opened], closedCase, [opened, cancelled], [opened, merged]])
      given(...history)
        .when(note)
        .then(event('NoteAdded', { ...note.data, by: WORKER.id, at }))
        .againNothing();
  });
});

describe('messages', () => {
  it('go to the talent and come from the talent until the case is closed', () => {
    given(opened)
      .when(send)
      .then(event('MessageSent', { ...send.data, by: WORKER.id, at }))
      .againNothing();
    given(...resolvedCase)
      .when(receive, { actor: PORTAL })
      .then(event('MessageReceived', { ...receive.data, by: PORTAL.id, at }))
      .thenState((state) =>
        expect(state).toMatchObject({ file: { messages: [{ direction: 'received' }] } }),
      )
      .againNothing();
    given(...closedCase)
      .when(send)
      .thenRefused('already-closed');
    given(opened, cancelled).when(receive).thenRefused('already-cancelled');
    given(opened, merged).when(send).thenRefused('already-merged');
  });
});

describe('tasks', () => {
  it('are added and completed, each once', () => {
    given(opened).when(addTask).then(taskAdded).againNothing();
    given(opened, taskAdded)
      .when(complete)
      .then(event('TaskCompleted', { taskId: 'task-1', by: WORKER.id, at }))
      .againNothing();
    given(opened).when(complete).thenRefused('unknown-task');
    given(...closedCase)
      .when(addTask)
      .thenRefused('already-closed');
    given(opened, taskAdded, cancelled).when(complete).thenRefused('already-cancelled');
  });
});

describe('feedback', () => {
  it('is given once for each time the case was resolved', () => {
    given(...resolvedCase)
      .when(feedback, { actor: PORTAL })
      .then(event('FeedbackGiven', { ...feedback.data, by: PORTAL.id, at }))
      .againNothing();
    const given4 = event('FeedbackGiven', { score: 4, by: PORTAL.id, at });
    given(...closedCase, given4)
      .when({ type: 'GiveFeedback', data: { score: 1 } })
      .thenRefused('feedback-already-given');
    given(...inProgress)
      .when(feedback)
      .thenRefused('not-resolved');
    given(opened, cancelled).when(feedback).thenRefused('already-cancelled');
  });
});
