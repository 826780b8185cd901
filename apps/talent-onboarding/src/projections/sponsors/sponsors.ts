import { type Fold, partsOf, type ReadModel } from '@talentloop/event-sourcing';
import type { SponsorEvent } from '../../domain/sponsor/events';

export interface SponsorRow {
  readonly id: string;
  readonly status: 'registered';
  readonly name: string;
  readonly sector: string;
  readonly origin: string;
  readonly quotas: readonly {
    readonly scheme: string;
    readonly places: number;
    readonly until: string;
    readonly reserved: number;
  }[];
  readonly revision: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly correlationId: string;
}

const countReserved =
  (by: 1 | -1): Fold<SponsorRow, SponsorEvent & { data: { scheme: string } }> =>
  (row, { data, event }) =>
    row && {
      ...row,
      quotas: row.quotas.map((quota) =>
        quota.scheme === data.scheme ? { ...quota, reserved: quota.reserved + by } : quota,
      ),
      revision: event.revision,
      updatedAt: event.meta.recordedAt,
    };

/** Tenant companies that sponsor people, and how much of each quota is taken. */
export const sponsors: ReadModel<SponsorRow, SponsorEvent> = {
  name: 'sponsors',
  version: 1,
  columns: { sector: 'text', origin: 'text', createdAt: 'timestamptz' },
  indexes: [['createdAt']],
  keysOf: ({ stream }) => [partsOf(stream).id],
  on: {
    SponsorRegistered: (_, { data, event }) => ({
      id: data.sponsorId,
      status: 'registered',
      name: data.name,
      sector: data.sector,
      origin: data.origin,
      quotas: [],
      revision: event.revision,
      createdAt: event.meta.recordedAt,
      updatedAt: event.meta.recordedAt,
      correlationId: event.meta.correlationId,
    }),
    QuotaGranted: (row, { data, event }) => {
      if (!row) return null;
      const { reserved = 0 } = row.quotas.find(({ scheme }) => scheme === data.scheme) ?? {};
      const others = row.quotas.filter(({ scheme }) => scheme !== data.scheme);
      return {
        ...row,
        quotas: [...others, { ...data, reserved }],
        revision: event.revision,
        updatedAt: event.meta.recordedAt,
      };
    },
    QuotaReserved: countReserved(1),
    QuotaReleased: countReserved(-1),
  },
};
