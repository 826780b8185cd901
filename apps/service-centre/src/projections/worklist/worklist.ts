import { partsOf, type Personal, type ReadModel } from '@talentloop/event-sourcing';
import type { CaseEvent } from '../../domain/service-case/events';
import { becauseOf, urgencyOf } from './urgency';

/** One case on the desk of its centre. It stays, unlisted, when it is concluded: it may come back. */
export interface WorklistRow {
  readonly id: string;
  readonly number: string;
  readonly listed: boolean;
  readonly status: string;
  readonly centre: string;
  readonly visibleTo: readonly string[];
  readonly transferTo: string | null;
  readonly assignee: string | null;
  readonly type: string;
  readonly talentId: string | null;
  readonly subject: Personal<string>;
  readonly priority: string;
  readonly escalated: boolean;
  readonly waitingOn: string | null;
  /** Since when the talent's last message has had no answer. */
  readonly unansweredSince: string | null;
  readonly openedAt: string;
  /** More is more urgent; the older of two alike comes first. */
  readonly urgency: number;
  /** The urgency with its sign turned, so that one index holds the order of the list. */
  readonly rank: number;
  /** Why it stands where it stands, as codes, the weightiest first. */
  readonly because: readonly string[];
}

type Facts = Omit<WorklistRow, 'urgency' | 'rank' | 'because'>;

const weighed = (facts: Facts): WorklistRow => {
  const urgency = urgencyOf(facts);
  return { ...facts, urgency, rank: 0 - urgency, because: becauseOf(facts) };
};

const weighedWith = (row: WorklistRow | null, over: Partial<Facts>): WorklistRow | null =>
  row && weighed({ ...row, ...over });

const concluded = (row: WorklistRow | null, status: string): WorklistRow | null =>
  row && {
    ...row,
    ...{ status, listed: false, transferTo: null, visibleTo: [row.centre] },
  };

/** What each centre can act on, most urgent first, with the reason for the order; also as of then. */
export const worklist: ReadModel<WorklistRow, CaseEvent> = {
  name: 'worklist',
  version: 2,
  temporal: true,
  opensPersonal: true,
  columns: {
    listed: 'boolean',
    visibleTo: 'text[]',
    centre: 'text',
    assignee: 'text',
    rank: 'integer',
    openedAt: 'timestamptz',
  },
  indexes: [['listed', 'rank', 'openedAt']],
  keysOf: ({ stream }) => {
    const { category, id } = partsOf(stream);
    return category === 'case' ? [id] : [];
  },
  on: {
    CaseOpened: (_, { key, data, event }) =>
      weighed({
        id: key,
        number: data.number,
        listed: true,
        status: 'open',
        centre: data.centre,
        visibleTo: [data.centre],
        transferTo: null,
        assignee: null,
        type: data.type,
        talentId: data.talentId ?? null,
        subject: data.subject,
        priority: data.priority,
        escalated: false,
        waitingOn: null,
        unansweredSince: null,
        openedAt: event.meta.recordedAt,
      }),
    CaseAssigned: (row, { data: { assignee } }) =>
      weighedWith(row, {
        assignee,
        status: row?.status === 'open' ? 'assigned' : (row?.status ?? ''),
      }),
    CaseReleased: (row) => weighedWith(row, { assignee: null, status: 'open' }),
    CaseTransferRequested: (row, { data: { from, to } }) =>
      weighedWith(row, { transferTo: to, visibleTo: [from, to] }),
    CaseTransferred: (row, { data: { centre } }) =>
      weighedWith(row, {
        ...{ centre, visibleTo: [centre], transferTo: null },
        ...{ status: 'open', assignee: null, waitingOn: null },
      }),
    CaseTransferDeclined: (row) =>
      row && weighedWith(row, { transferTo: null, visibleTo: [row.centre] }),
    WorkStarted: (row) => weighedWith(row, { status: 'in-progress' }),
    CasePaused: (row, { data: { waitingOn } }) =>
      weighedWith(row, { status: 'waiting', waitingOn }),
    CaseResumed: (row) => weighedWith(row, { status: 'in-progress', waitingOn: null }),
    CaseEscalated: (row, { data: { priority } }) => weighedWith(row, { priority, escalated: true }),
    MessageReceived: (row, { data: { at } }) =>
      weighedWith(row, { unansweredSince: row?.unansweredSince ?? at }),
    // What a template says by itself answers nobody.
    MessageSent: (row, { data: { template } }) =>
      template === undefined ? weighedWith(row, { unansweredSince: null }) : row,
    CaseResolved: (row) => concluded(row, 'resolved'),
    CaseClosed: (row) => concluded(row, 'closed'),
    CaseCancelled: (row) => concluded(row, 'cancelled'),
    CaseReopened: (row) => weighedWith(row, { status: 'in-progress', listed: true }),
    CaseMerged: (row) =>
      row && { ...row, listed: false, transferTo: null, visibleTo: [row.centre] },
    CaseUnmerged: (row) => weighedWith(row, { listed: true }),
  },
};
