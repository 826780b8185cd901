import { partsOf, type Personal, type ReadModel } from '@talentloop/event-sourcing';
import type { CaseEvent, CaseEventOf, CaseEventType } from '../../domain/service-case/events';

/** One case in the list of cases: every scalar field of the resource. */
export interface CaseRow {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly centre: string;
  /** Whose workers see it: its centre's and, until a transfer is answered, the other's. */
  readonly visibleTo: readonly string[];
  readonly client: string | null;
  readonly talentId: string | null;
  readonly channel: string;
  readonly type: string;
  readonly typeVersion: number;
  readonly priority: string;
  readonly subject: Personal<string>;
  readonly description: Personal<string> | null;
  readonly assignee: string | null;
  readonly waitingOn: string | null;
  readonly result: string | null;
  readonly explanation: Personal<string> | null;
  readonly escalated: boolean;
  readonly overdue: boolean;
  readonly transferTo: string | null;
  readonly mergedInto: string | null;
  /** What a merged case returns to when it is unmerged. */
  readonly before: { readonly status: string; readonly waitingOn: string | null } | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly revision: number;
  readonly correlationId: string;
}

type Change<T extends CaseEventType> = (
  data: CaseEventOf<T>['data'],
  row: CaseRow,
  reason: Personal<string> | undefined,
) => Partial<CaseRow>;

/** A change of a row that is there, with what every event moves on. */
const change =
  <T extends CaseEventType>(of: Change<T>) =>
  (
    row: CaseRow | null,
    {
      data,
      event,
    }: {
      readonly data: CaseEventOf<T>['data'];
      readonly event: {
        readonly reason?: Personal<string>;
        readonly revision: number;
        readonly meta: { readonly recordedAt: string };
      };
    },
  ): CaseRow | null =>
    row && {
      ...row,
      ...of(data, row, event.reason),
      revision: event.revision,
      updatedAt: event.meta.recordedAt,
    };

const untouched = () => ({});

/** Nobody answers a transfer of a case that is no longer worked. */
const noTransfer = ({ centre }: CaseRow) => ({ transferTo: null, visibleTo: [centre] });

const worked = (status: string) => ({ status, waitingOn: null });

export const cases: ReadModel<CaseRow, CaseEvent> = {
  name: 'cases',
  version: 2,
  columns: {
    number: 'text',
    status: 'text',
    centre: 'text',
    visibleTo: 'text[]',
    client: 'text',
    talentId: 'text',
    type: 'text',
    assignee: 'text',
    overdue: 'boolean',
    createdAt: 'timestamptz',
  },
  // Lists are newest first, whatever they are asked for.
  indexes: [
    ['createdAt'],
    ['number'],
    ['status', 'createdAt'],
    ['centre', 'createdAt'],
    ['client', 'createdAt'],
    ['talentId', 'createdAt'],
    ['type', 'createdAt'],
    ['assignee', 'createdAt'],
  ],
  opensPersonal: true,
  keysOf: ({ stream }) => {
    const { category, id } = partsOf(stream);
    return category === 'case' ? [id] : [];
  },
  on: {
    CaseOpened: (_, { key, data, event }) => ({
      id: key,
      number: data.number,
      status: 'open',
      centre: data.centre,
      visibleTo: [data.centre],
      client: data.client ?? null,
      talentId: data.talentId ?? null,
      channel: data.channel,
      type: data.type,
      typeVersion: data.typeVersion,
      priority: data.priority,
      subject: data.subject,
      description: data.description ?? null,
      assignee: null,
      waitingOn: null,
      result: null,
      explanation: null,
      escalated: false,
      overdue: false,
      transferTo: null,
      mergedInto: null,
      before: null,
      createdAt: event.meta.recordedAt,
      updatedAt: event.meta.recordedAt,
      revision: event.revision,
      correlationId: event.meta.correlationId,
    }),
    CaseAssigned: change<'CaseAssigned'>(({ assignee }, { status }) => ({
      assignee,
      status: status === 'open' ? 'assigned' : status,
    })),
    CaseReleased: change<'CaseReleased'>(() => ({ status: 'open', assignee: null })),
    CaseTransferRequested: change<'CaseTransferRequested'>(({ from, to }) => ({
      transferTo: to,
      visibleTo: [from, to],
    })),
    CaseTransferred: change<'CaseTransferred'>(({ centre }) => ({
      ...worked('open'),
      centre,
      assignee: null,
      transferTo: null,
      visibleTo: [centre],
    })),
    CaseTransferDeclined: change<'CaseTransferDeclined'>((_, row) => noTransfer(row)),
    WorkStarted: change<'WorkStarted'>(() => worked('in-progress')),
    CasePaused: change<'CasePaused'>(({ waitingOn }) => ({ status: 'waiting', waitingOn })),
    CaseResumed: change<'CaseResumed'>(() => worked('in-progress')),
    NoteAdded: change<'NoteAdded'>(untouched),
    MessageSent: change<'MessageSent'>(untouched),
    MessageReceived: change<'MessageReceived'>(untouched),
    TaskAdded: change<'TaskAdded'>(untouched),
    TaskCompleted: change<'TaskCompleted'>(untouched),
    FeedbackGiven: change<'FeedbackGiven'>(untouched),
    CaseEscalated: change<'CaseEscalated'>(({ priority }) => ({ priority, escalated: true })),
    CaseResolved: change<'CaseResolved'>(({ result }, row, explanation) => ({
      ...worked('resolved'),
      ...noTransfer(row),
      result,
      explanation: explanation ?? null,
    })),
    CaseReopened: change<'CaseReopened'>(() => ({
      status: 'in-progress',
      result: null,
      explanation: null,
    })),
    CaseClosed: change<'CaseClosed'>(() => ({ status: 'closed' })),
    CaseCancelled: change<'CaseCancelled'>((_, row) => ({
      ...worked('cancelled'),
      ...noTransfer(row),
    })),
    CaseMerged: change<'CaseMerged'>(({ into }, row) => ({
      ...worked('merged'),
      ...noTransfer(row),
      mergedInto: into,
      before: { status: row.status, waitingOn: row.waitingOn },
    })),
    CaseUnmerged: change<'CaseUnmerged'>((_, row) => ({
      ...(row.before ?? worked('open')),
      mergedInto: null,
      before: null,
    })),
  },
};
