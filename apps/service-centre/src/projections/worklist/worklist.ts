import { type Personal, readModel, streamRows } from '@talentloop/event-sourcing';
import { serviceCase } from '../../domain/service-case/service-case';
import { becauseOf, urgencyOf } from './urgency';

/** One case of a centre. When it is concluded its row stays, unlisted: it may be reopened. */
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

/** Puts a case in its place among the others. */
const weighed = (facts: Facts): WorklistRow => {
  const urgency = urgencyOf(facts);
  return { ...facts, urgency, rank: 0 - urgency, because: becauseOf(facts) };
};

/** Nobody answers a transfer of a case that is no longer worked. */
const unlisted = ({ centre }: WorklistRow) => ({
  listed: false,
  transferTo: null,
  visibleTo: [centre],
});

const concluded = (status: string) => (row: WorklistRow) => ({ status, ...unlisted(row) });

/** What each centre can act on, most urgent first, and why in this order; also as of an instant. */
export const worklist = readModel<WorklistRow>(
  {
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
  },
  [
    streamRows(serviceCase, {
      create: {
        CaseOpened: ({ key, data, event }) =>
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
      },
      derive: weighed,
      copies: ['priority'],
      change: {
        CaseAssigned: ({ status }, { data: { assignee } }) => ({
          assignee,
          status: status === 'open' ? 'assigned' : status,
        }),
        CaseReleased: () => ({ assignee: null, status: 'open' }),
        CaseTransferRequested: (_, { data: { from, to } }) => ({
          transferTo: to,
          visibleTo: [from, to],
        }),
        CaseTransferred: (_, { data: { centre } }) => ({
          centre,
          visibleTo: [centre],
          transferTo: null,
          status: 'open',
          assignee: null,
          waitingOn: null,
        }),
        CaseTransferDeclined: ({ centre }) => ({ transferTo: null, visibleTo: [centre] }),
        WorkStarted: () => ({ status: 'in-progress' }),
        CasePaused: (_, { data: { waitingOn } }) => ({ status: 'waiting', waitingOn }),
        CaseResumed: () => ({ status: 'in-progress', waitingOn: null }),
        CaseEscalated: () => ({ escalated: true }),
        MessageReceived: ({ unansweredSince }, { data: { at } }) => ({
          unansweredSince: unansweredSince ?? at,
        }),
        // What a template says by itself answers nobody.
        MessageSent: (_, { data: { template } }) =>
          template === undefined ? { unansweredSince: null } : {},
        CaseResolved: concluded('resolved'),
        CaseClosed: concluded('closed'),
        CaseCancelled: concluded('cancelled'),
        CaseReopened: () => ({ status: 'in-progress', listed: true }),
        CaseMerged: unlisted,
        CaseUnmerged: () => ({ listed: true }),
      },
    }),
  ],
);
