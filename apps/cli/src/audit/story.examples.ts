import type { HistoryItem } from './answers';
import type { Story } from './story';

type Said = Partial<HistoryItem> & Pick<HistoryItem, 'type' | 'recordedAt'>;
type Changed = Readonly<Record<string, readonly [before: unknown, after: unknown]>>;

const worker = { id: 'caseworker', roles: ['caseworker'], centre: 'loop-onsite' };
const supervisor = { id: 'supervisor', roles: ['supervisor'], centre: 'loop-onsite' };

const changes = (changed: Changed): HistoryItem['changes'] =>
  Object.entries(changed).map(([field, [before, after]]) => ({ field, before, after }));

const history = (...said: readonly Said[]): readonly HistoryItem[] =>
  said.map((each, revision) => ({
    actor: worker,
    changes: [],
    causationId: null,
    verified: true,
    ...each,
    revision,
    eventId: `event-${revision}`,
  }));

const opened: Said = {
  type: 'CaseOpened',
  recordedAt: '2026-03-02T02:00:00.000Z',
  actor: { id: 'talent-onboarding', roles: ['service'] },
  causationId: 'an-event-of-another-log',
  changes: changes({
    id: [null, '5f0c7cfe-5a0f-4d0e-9b1a-7d2f6f3b8c41'],
    number: [null, 'SC-LOOP-2026-000007'],
    status: [null, 'open'],
    centre: [null, 'loop-onsite'],
    channel: [null, 'portal'],
    type: [null, 'onboarding'],
    priority: [null, 'normal'],
    subject: [null, 'Arrival and settling in 抵港安居'],
    assignee: [null, null],
    tasks: [null, []],
  }),
};

/** An onboarding case that waits two days for the talent. */
const workedCase: readonly HistoryItem[] = history(
  opened,
  {
    type: 'CaseAssigned',
    recordedAt: '2026-03-02T02:35:12.000Z',
    changes: changes({ status: ['open', 'assigned'], assignee: [null, 'caseworker'] }),
    policy: { name: 'assignment', version: '1', fired: ['unassigned-case'], outcome: 'caseworker' },
  },
  {
    type: 'WorkStarted',
    recordedAt: '2026-03-02T02:35:40.500Z',
    changes: changes({ status: ['assigned', 'in-progress'] }),
  },
  {
    type: 'NoteAdded',
    recordedAt: '2026-03-02T06:05:00.000Z',
    changes: changes({
      'notes.0': [
        null,
        {
          id: 'n1',
          text:
            'The tenancy agreement is in simplified characters (租赁合同); the landlord ' +
            'is asked for a signed copy, and for the floor plan that the school wants to see ' +
            'before it decides.',
        },
      ],
    }),
  },
  {
    type: 'CasePaused',
    recordedAt: '2026-03-03T08:00:00.000Z',
    reason: 'The talent brings the signed lease on Thursday; nothing can be filed before that.',
    changes: changes({ status: ['in-progress', 'waiting'], waitingOn: [null, 'talent'] }),
  },
  {
    type: 'CaseResumed',
    recordedAt: '2026-03-05T12:10:00.000Z',
    changes: changes({ status: ['waiting', 'in-progress'], waitingOn: ['talent', null] }),
  },
  {
    type: 'CaseEscalated',
    recordedAt: '2026-03-06T01:00:00.000Z',
    actor: supervisor,
    reason: 'School places close on Monday.',
    effectiveAt: '2026-03-05T16:00:00.000Z',
    changes: changes({ priority: ['normal', 'urgent'] }),
  },
  {
    type: 'CaseResolved',
    recordedAt: '2026-03-06T09:20:00.000Z',
    reason: '[erased]',
    changes: changes({ status: ['in-progress', 'resolved'], result: [null, 'completed'] }),
    policy: {
      name: 'resolution',
      version: '2026-01',
      fired: ['no-open-tasks', 'result-known'],
      outcome: 'completed',
    },
  },
);

const body = {
  id: '5f0c7cfe-5a0f-4d0e-9b1a-7d2f6f3b8c41',
  number: 'SC-LOOP-2026-000007',
  status: 'resolved',
  centre: 'loop-onsite',
  channel: 'portal',
  type: 'onboarding',
  priority: 'urgent',
  subject: 'Arrival and settling in 抵港安居',
  assignee: 'caseworker',
  tasks: [],
  result: 'completed',
};

export const workedStory: Story = {
  category: 'cases',
  id: body.id,
  items: workedCase,
  now: { status: 'resolved', revision: 7, at: '2026-03-06T09:20:00.000Z', state: body },
};

/** The same case as of the Wednesday on which it waited. */
export const asOfWednesday: Story = {
  ...workedStory,
  asOf: {
    at: '2026-03-04T04:00:00.000Z',
    state: {
      status: 'waiting',
      revision: 4,
      at: '2026-03-04T04:00:00.000Z',
      state: {
        ...body,
        status: 'waiting',
        priority: 'normal',
        waitingOn: 'talent',
        result: null,
        notes: [{ id: 'n1', text: 'The tenancy agreement is in simplified characters' }],
      },
    },
  },
};

/** The same case with a row that was altered, and a row that cannot be read any more. */
export const alteredStory: Story = {
  ...workedStory,
  items: workedCase.slice(0, 4).map((item) => {
    if (item.revision === 1) return { ...item, verified: false };
    return item.revision === 3
      ? { ...item, verified: false, unreadable: 'a sealed field was altered', changes: [] }
      : item;
  }),
};
