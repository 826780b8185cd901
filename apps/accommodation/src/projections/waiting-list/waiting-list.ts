import { readModel, streamRows } from '@talentloop/event-sourcing';
import { accommodationRequest } from '../../domain/accommodation-request/accommodation-request';
import type { PointsGiven } from '../../domain/accommodation-request/events';

/** An assessed request; listed while it waits. More points come first, then who waits longer. */
export interface WaitingRow {
  readonly requestId: string;
  readonly waiting: boolean;
  readonly kind: string;
  readonly centre: string;
  readonly client: string | null;
  readonly talentId: string;
  readonly points: number;
  readonly explanation: readonly PointsGiven[];
  readonly waitingSince: string | null;
}

/** Who waits for a unit. The order is a fold over events, so it can be proven for any moment. */
export const waitingList = readModel<WaitingRow>(
  {
    name: 'waiting_list',
    version: 1,
    temporal: true,
    columns: {
      waiting: 'boolean',
      kind: 'text',
      centre: 'text',
      client: 'text',
      talentId: 'text',
      points: 'integer',
      waitingSince: 'timestamptz',
    },
    indexes: [['waiting', 'kind', 'points']],
  },
  [
    streamRows(accommodationRequest, {
      create: {
        RequestAssessed: ({ data }) => ({
          requestId: data.requestId,
          waiting: false,
          kind: data.kind,
          centre: data.centre,
          client: data.client ?? null,
          talentId: data.talentId,
          points: data.points,
          explanation: data.explanation,
          waitingSince: null,
        }),
      },
      change: {
        RequestWaitlisted: (_, { event }) => ({
          waiting: true,
          waitingSince: event.meta.recordedAt,
        }),
        OfferMade: () => ({ waiting: false, waitingSince: null }),
        BookingConfirmed: () => null,
        RequestRefused: () => null,
        RequestWithdrawn: () => null,
      },
    }),
  ],
);
