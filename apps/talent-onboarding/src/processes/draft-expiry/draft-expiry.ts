import { deadline, type DeadlineRow, give, readModel, rowsFrom } from '@talentloop/event-sourcing';
import { talent } from '../../domain/talent/talent';

interface Touch {
  readonly data: { readonly draftUntil?: string };
}

/** A touch moves the deadline; one that no longer says until when leaves it as it is. */
const touched = (row: DeadlineRow | null, { data }: Touch): DeadlineRow | null =>
  data.draftUntil === undefined ? row : { dueAt: data.draftUntil };

const noLonger = (): null => null;

/** A draft that nobody touched for 90 days expires. */
export const draftExpiry = deadline({
  name: 'draft-expiry',
  readModel: readModel<DeadlineRow>(
    {
      name: 'draft_expiry',
      version: 1,
      columns: { dueAt: 'timestamptz' },
      indexes: [['dueAt']],
    },
    [
      rowsFrom(talent, {
        on: {
          TalentRegistered: touched,
          DetailsUpdated: touched,
          DocumentAdded: touched,
          DocumentVerified: touched,
          DocumentRejected: touched,
          DocumentCheckOverridden: touched,
          ConsentGiven: touched,
          ConsentWithdrawn: touched,
          ApplicationSubmitted: noLonger,
          ApplicationWithdrawn: noLonger,
          TalentExpired: noLonger,
        },
      }),
    ],
  ),
  fire: ({ dueAt }, talentId) =>
    give(talent, talentId, { type: 'ExpireTalent', data: { due: dueAt } }),
});
