import {
  isErased,
  partsOf,
  type Personal,
  type Fold,
  type ReadModel,
  type RecordedEvent,
} from '@talentloop/event-sourcing';
import type { RecordedChanges, TalentEvent, TalentEventData } from '../../domain/talent/events';

/** A person in a list: every scalar of the resource. */
export type TalentRow = Omit<
  TalentEventData['TalentRegistered'],
  'talentId' | 'household' | 'needs' | 'accommodation' | 'draftUntil'
> & {
  readonly id: string;
  readonly status: string;
  readonly revision: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly correlationId: string;
  /** Lower case, romanised and native: what `q` searches. */
  readonly searchName: string;
  readonly draftUntil?: string;
  readonly refusalCode?: string;
  readonly departedOn?: string;
};

type Name = TalentEventData['TalentRegistered']['name'];
const searchable = (name: Personal<Name>): string =>
  isErased(name) ? '' : [name.full, name.native ?? ''].join('\n').toLowerCase();

/** The scalars among some details. */
const scalarsOf = <C extends RecordedChanges>({
  household: _h,
  needs: _n,
  accommodation: _a,
  ...scalars
}: C) => scalars;

const seen = (row: TalentRow, { revision, meta }: RecordedEvent): TalentRow => ({
  ...row,
  revision,
  updatedAt: meta.recordedAt,
});

const touch: Fold<TalentRow, TalentEvent & { readonly data: { readonly draftUntil?: string } }> = (
  row,
  { data, event },
) => row && { ...seen(row, event), ...(data.draftUntil ? { draftUntil: data.draftUntil } : {}) };

const moveTo =
  (status: string): Fold<TalentRow, TalentEvent> =>
  (row, { event }) => {
    if (!row) return null;
    const { draftUntil: _, ...rest } = seen(row, event);
    return { ...rest, status };
  };

const correct = (row: TalentRow, changes: RecordedChanges): TalentRow => ({
  ...row,
  ...scalarsOf(changes),
  ...(changes.name ? { searchName: searchable(changes.name) } : {}),
});

/** Whoever was registered, as lists show them. */
export const talents: ReadModel<TalentRow, TalentEvent> = {
  name: 'talents',
  version: 1,
  columns: {
    status: 'text',
    centre: 'text',
    client: 'text',
    reference: 'text',
    searchName: 'text',
    createdAt: 'timestamptz',
  },
  indexes: [['createdAt'], ['centre', 'createdAt'], ['client', 'createdAt']],
  opensPersonal: true,
  keysOf: ({ stream }) => [partsOf(stream).id],
  on: {
    TalentRegistered: (_, { data, event }) => {
      const { talentId, ...registered } = scalarsOf(data);
      return {
        id: talentId,
        ...registered,
        status: 'draft',
        revision: event.revision,
        createdAt: event.meta.recordedAt,
        updatedAt: event.meta.recordedAt,
        correlationId: event.meta.correlationId,
        searchName: searchable(data.name),
      };
    },
    DetailsUpdated: (row, { data, event }) => {
      if (!row) return null;
      return { ...correct(seen(row, event), data.changes), draftUntil: data.draftUntil };
    },
    CorrectionApproved: (row, { data, event }) => row && correct(seen(row, event), data.changes),
    TalentDeparted: (row, envelope) => {
      const departed = moveTo('departed')(row, envelope);
      return departed && { ...departed, departedOn: envelope.data.on };
    },
    CorrectionRequested: touch,
    CorrectionRejected: touch,
    DocumentAdded: touch,
    DocumentVerified: touch,
    DocumentRejected: touch,
    DocumentCheckOverridden: touch,
    ConsentGiven: touch,
    ConsentWithdrawn: touch,
    CaseLinked: touch,
    ChecklistItemSatisfied: touch,
    ApplicationSubmitted: moveTo('submitted'),
    ScreeningStarted: moveTo('screening'),
    InformationRequested: moveTo('information-requested'),
    InformationProvided: moveTo('screening'),
    TalentVerified: moveTo('verified'),
    TalentApproved: moveTo('approved'),
    TalentRefused: (row, envelope) => {
      const refused = moveTo('refused')(row, envelope);
      return refused && { ...refused, refusalCode: envelope.data.code };
    },
    TalentActivated: moveTo('active'),
    TalentSuspended: moveTo('suspended'),
    TalentReinstated: moveTo('active'),
    ApplicationWithdrawn: moveTo('withdrawn'),
    TalentExpired: moveTo('expired'),
  },
};
