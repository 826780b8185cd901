import { type Personal, type ReadModel, readModel, rowsFrom } from '@talentloop/event-sourcing';
import type { CaseEvent } from '../../../apps/service-centre/src/domain/service-case/events';
import { serviceCase } from '../../../apps/service-centre/src/domain/service-case/service-case';

/** One case on a desk: the row that every store must maintain. */
export interface DeskRow {
  readonly number: string;
  readonly centre: string;
  readonly status: string;
  readonly assignee: string | null;
  readonly messages: number;
  readonly notes: number;
  readonly subject: Personal<string> | null;
}

const EMPTY: DeskRow = {
  number: '',
  centre: '',
  status: '',
  assignee: null,
  messages: 0,
  notes: 0,
  subject: null,
};

type Changed = Partial<DeskRow>;

/** The row after an event; the same for our store and the peers. */
export const changed = (row: DeskRow | null, event: CaseEvent, subject: boolean): Changed => {
  switch (event.type) {
    case 'CaseOpened': {
      const { number, centre } = event.data;
      const counts = { messages: 0, notes: 0, assignee: null };
      return {
        number,
        centre,
        status: 'open',
        ...counts,
        subject: subject ? event.data.subject : null,
      };
    }
    case 'CaseAssigned':
      return { assignee: event.data.assignee, status: 'assigned' };
    case 'WorkStarted':
    case 'CaseResumed':
      return { status: 'in-progress' };
    case 'CasePaused':
      return { status: 'waiting' };
    case 'NoteAdded':
      return { notes: (row?.notes ?? 0) + 1 };
    case 'MessageSent':
    case 'MessageReceived':
      return { messages: (row?.messages ?? 0) + 1 };
    case 'CaseResolved':
      return { status: 'resolved' };
    case 'CaseClosed':
      return { status: 'closed' };
    default:
      return {};
  }
};

const TYPES = [
  'CaseOpened',
  'CaseAssigned',
  'WorkStarted',
  'CaseResumed',
  'CasePaused',
  'NoteAdded',
  'MessageSent',
  'MessageReceived',
  'CaseResolved',
  'CaseClosed',
] as const;

export const deskTypes: readonly string[] = TYPES;

/** The read model as our runner maintains it, under a name of its own, so that it begins empty. */
export const deskModel = (name: string, opensPersonal: boolean): ReadModel<DeskRow> => {
  const fold = (row: DeskRow | null, { event }: { readonly event: CaseEvent }): DeskRow => ({
    ...EMPTY,
    ...row,
    ...changed(row, event, opensPersonal),
  });
  return readModel<DeskRow>(
    {
      name,
      version: 1,
      columns: { centre: 'text', status: 'text', assignee: 'text' },
      indexes: [['centre', 'status']],
      ...(opensPersonal && { opensPersonal }),
    },
    [rowsFrom(serviceCase, { on: Object.fromEntries(TYPES.map((type) => [type, fold])) })],
  );
};
