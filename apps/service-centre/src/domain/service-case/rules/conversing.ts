import { alreadySo, reject } from '@talentloop/event-sourcing';
import { type Feedback, isActive } from '../state';
import { type CaseRules, refuseEnded, untilEnded } from './guards';

/**
 * Notes are internal, messages are what the talent sees. A note, message or task that is there
 * already stays as it is.
 */
export const conversing: CaseRules<
  'AddNote' | 'SendMessage' | 'ReceiveMessage' | 'AddTask' | 'CompleteTask' | 'GiveFeedback'
> = {
  AddNote: (data, { file }, { at, actor }) =>
    file.notes.some(({ noteId }) => noteId === data.noteId)
      ? alreadySo
      : [{ type: 'NoteAdded', data: { ...data, by: actor.id, at } }],
  SendMessage: (data, state, { at, actor }) =>
    untilEnded(state, () =>
      state.file.messages.some(({ messageId }) => messageId === data.messageId)
        ? alreadySo
        : [{ type: 'MessageSent', data: { ...data, by: actor.id, at } }],
    ),
  ReceiveMessage: (data, state, { at, actor }) =>
    untilEnded(state, () =>
      state.file.messages.some(({ messageId }) => messageId === data.messageId)
        ? alreadySo
        : [{ type: 'MessageReceived', data: { ...data, by: actor.id, at } }],
    ),
  AddTask: (data, state, { at, actor }) =>
    untilEnded(state, () =>
      state.file.tasks.some(({ taskId }) => taskId === data.taskId)
        ? alreadySo
        : [{ type: 'TaskAdded', data: { ...data, by: actor.id, at } }],
    ),
  CompleteTask: ({ taskId }, state, { at, actor }) => {
    const task = state.file.tasks.find((candidate) => candidate.taskId === taskId);
    if (!task) return reject('unknown-task');
    if (task.completed) return alreadySo;
    return untilEnded(state, () => [{ type: 'TaskCompleted', data: { taskId, by: actor.id, at } }]);
  },
  // Each time that the case is resolved, feedback may be given once.
  GiveFeedback: (data, state, { at, actor }) => {
    if (isActive(state)) return reject('not-resolved');
    if (state.status === 'cancelled' || state.status === 'merged') return refuseEnded(state);
    const given = state.feedbackGiven ? state.file.feedback.at(-1) : undefined;
    if (!given) return [{ type: 'FeedbackGiven', data: { ...data, by: actor.id, at } }];
    return isSame(given, data) ? alreadySo : reject('feedback-already-given');
  },
};

const isSame = (given: Feedback, { score, comment }: { score: number; comment?: string }) =>
  given.score === score && given.comment === comment;
