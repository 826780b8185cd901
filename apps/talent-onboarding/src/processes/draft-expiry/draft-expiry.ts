import type { Deadline, DeadlineRow, Fold } from '@talentloop/event-sourcing';
import { partsOf } from '@talentloop/event-sourcing';
import type { TalentEvent } from '../../domain/talent/events';

type Touching = TalentEvent & { readonly data: { readonly draftUntil?: string } };

/** A touch moves the deadline; one that no longer says until when leaves it as it is. */
const touched: Fold<DeadlineRow, Touching> = (row, { data }) =>
  data.draftUntil === undefined ? row : { dueAt: data.draftUntil };
const noLonger = (): null => null;

/** A draft that nobody touched for 90 days expires. */
export const draftExpiry: Deadline<DeadlineRow, TalentEvent> = {
  name: 'draft-expiry',
  readModel: {
    name: 'draft_expiry',
    version: 1,
    columns: { dueAt: 'timestamptz' },
    indexes: [['dueAt']],
    keysOf: ({ stream }) => [partsOf(stream).id],
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
  },
  fire: ({ dueAt }, key) => ({
    category: 'talent',
    id: key,
    command: { type: 'ExpireTalent', data: { due: dueAt } },
  }),
};
