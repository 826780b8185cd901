import type { ReadModel } from '@talentloop/event-sourcing';
import type { PointsGiven, RequestEvent } from '../../domain/accommodation-request/events';

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

const notWaiting = (row: WaitingRow | null): WaitingRow | null =>
  row && { ...row, waiting: false, waitingSince: null };

/** Who waits for a unit, in an order that is a fold over events and can be proven for any moment. */
export const waitingList: ReadModel<WaitingRow, RequestEvent> = {
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
  keysOf: ({ data }) => ('talentId' in data ? [data.requestId] : []),
  on: {
    RequestAssessed: (_, { data }) => ({
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
    RequestWaitlisted: (row, { event }) =>
      row && { ...row, waiting: true, waitingSince: event.meta.recordedAt },
    OfferMade: notWaiting,
    BookingConfirmed: () => null,
    RequestRefused: () => null,
    RequestWithdrawn: () => null,
  },
};
