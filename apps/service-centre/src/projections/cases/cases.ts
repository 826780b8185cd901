import {
  type Personal,
  readModel,
  resourceHead,
  type ResourceHead,
  resourceRows,
} from '@talentloop/event-sourcing';
import { serviceCase } from '../../domain/service-case/service-case';

/** One case in the list of cases: every scalar field of the resource. */
export interface CaseRow extends ResourceHead {
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
}

/** Nobody answers a transfer of a case that is no longer worked. */
const noTransfer = ({ centre }: CaseRow) => ({ transferTo: null, visibleTo: [centre] });

const worked = (status: string) => ({ status, waitingOn: null });

/** All cases, as the workers of a centre and the portals of a client list them. */
export const cases = readModel<CaseRow>(
  {
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
  },
  [
    resourceRows(serviceCase, {
      create: {
        CaseOpened: ({ key, data, event }) => ({
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
          ...resourceHead(event),
        }),
      },
      copies: ['priority'],
      change: {
        CaseAssigned: ({ status }, { data: { assignee } }) => ({
          assignee,
          status: status === 'open' ? 'assigned' : status,
        }),
        CaseReleased: () => ({ status: 'open', assignee: null }),
        CaseTransferRequested: (_, { data: { from, to } }) => ({
          transferTo: to,
          visibleTo: [from, to],
        }),
        CaseTransferred: (_, { data: { centre } }) => ({
          ...worked('open'),
          centre,
          assignee: null,
          transferTo: null,
          visibleTo: [centre],
        }),
        CaseTransferDeclined: noTransfer,
        WorkStarted: () => worked('in-progress'),
        CasePaused: (_, { data: { waitingOn } }) => ({ status: 'waiting', waitingOn }),
        CaseResumed: () => worked('in-progress'),
        CaseEscalated: () => ({ escalated: true }),
        CaseResolved: (row, { data: { result }, event: { reason } }) => ({
          ...worked('resolved'),
          ...noTransfer(row),
          result,
          explanation: reason ?? null,
        }),
        CaseReopened: () => ({ status: 'in-progress', result: null, explanation: null }),
        CaseClosed: () => ({ status: 'closed' }),
        CaseCancelled: (row) => ({ ...worked('cancelled'), ...noTransfer(row) }),
        CaseMerged: (row, { data: { into } }) => ({
          ...worked('merged'),
          ...noTransfer(row),
          mergedInto: into,
          before: { status: row.status, waitingOn: row.waitingOn },
        }),
        CaseUnmerged: ({ before }) => ({
          ...(before ?? worked('open')),
          mergedInto: null,
          before: null,
        }),
      },
    }),
  ],
);
