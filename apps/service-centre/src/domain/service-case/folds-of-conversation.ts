import type { CaseFile, Folds, OpenedCase } from './state';

const withFile = (state: OpenedCase, change: Partial<CaseFile>): OpenedCase => ({
  ...state,
  file: { ...state.file, ...change },
});

/** What is written on a case; its status stays. */
export const conversation: Folds<
  'NoteAdded' | 'MessageSent' | 'MessageReceived' | 'TaskAdded' | 'TaskCompleted' | 'FeedbackGiven'
> = {
  NoteAdded: (state, { data }) => withFile(state, { notes: [...state.file.notes, data] }),
  MessageSent: (state, { data: { template: _, ...message } }) =>
    withFile(state, {
      messages: [...state.file.messages, { ...message, direction: 'sent' }],
    }),
  MessageReceived: (state, { data }) =>
    withFile(state, {
      messages: [...state.file.messages, { ...data, direction: 'received' }],
    }),
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
