import {
  isErased,
  type Personal,
  readModel,
  resourceHead,
  type ResourceHead,
  resourceRows,
} from '@talentloop/event-sourcing';
import type { RecordedChanges, TalentEventData } from '../../domain/talent/events';
import { talent } from '../../domain/talent/talent';

/** A person in a list: every scalar of the resource. */
export type TalentRow = Omit<
  TalentEventData['TalentRegistered'],
  'talentId' | 'household' | 'needs' | 'accommodation' | 'draftUntil'
> &
  ResourceHead & {
    readonly id: string;
    readonly status: string;
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

const noDraft = (status: string) => ({ status, draftUntil: undefined });

const became = (status: string) => () => noDraft(status);

const corrected = (changes: RecordedChanges) => ({
  ...scalarsOf(changes),
  ...(changes.name && { searchName: searchable(changes.name) }),
});

/** Whoever was registered, as lists show them. */
export const talents = readModel<TalentRow>(
  {
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
  },
  [
    resourceRows(talent, {
      create: {
        TalentRegistered: ({ data, event }) => {
          const { talentId, ...registered } = scalarsOf(data);
          const { revision, createdAt, updatedAt, correlationId } = resourceHead(event);
          return {
            id: talentId,
            ...registered,
            status: 'draft',
            revision,
            createdAt,
            updatedAt,
            correlationId,
            searchName: searchable(data.name),
          };
        },
      },
      // Whatever touches a draft says until when it now lasts.
      copies: ['draftUntil'],
      change: {
        DetailsUpdated: (_, { data: { changes } }) => corrected(changes),
        CorrectionApproved: (_, { data: { changes } }) => corrected(changes),
        ApplicationSubmitted: became('submitted'),
        ScreeningStarted: became('screening'),
        InformationRequested: became('information-requested'),
        InformationProvided: became('screening'),
        TalentVerified: became('verified'),
        TalentApproved: became('approved'),
        TalentRefused: (_, { data: { code } }) => ({
          ...noDraft('refused'),
          refusalCode: code,
        }),
        TalentActivated: became('active'),
        TalentSuspended: became('suspended'),
        TalentReinstated: became('active'),
        TalentDeparted: (_, { data: { on } }) => ({
          ...noDraft('departed'),
          departedOn: on,
        }),
        ApplicationWithdrawn: became('withdrawn'),
        TalentExpired: became('expired'),
      },
    }),
  ],
);
