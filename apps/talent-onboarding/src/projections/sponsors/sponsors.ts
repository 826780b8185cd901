import {
  readModel,
  resourceHead,
  type ResourceHead,
  resourceRows,
} from '@talentloop/event-sourcing';
import { sponsor } from '../../domain/sponsor/sponsor';

export interface SponsorRow extends ResourceHead {
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
}

const countReserved =
  (by: 1 | -1) =>
  (
    { quotas }: SponsorRow,
    { data: { scheme } }: { readonly data: { readonly scheme: string } },
  ) => ({
    quotas: quotas.map((quota) =>
      quota.scheme === scheme ? { ...quota, reserved: quota.reserved + by } : quota,
    ),
  });

/** Tenant companies that sponsor people, and how much of each quota is taken. */
export const sponsors = readModel<SponsorRow>(
  {
    name: 'sponsors',
    version: 1,
    columns: { sector: 'text', origin: 'text', createdAt: 'timestamptz' },
    indexes: [['createdAt']],
  },
  [
    resourceRows(sponsor, {
      create: {
        SponsorRegistered: ({ data, event }) => {
          const { revision, createdAt, updatedAt, correlationId } = resourceHead(event);
          return {
            id: data.sponsorId,
            status: 'registered',
            name: data.name,
            sector: data.sector,
            origin: data.origin,
            quotas: [],
            revision,
            createdAt,
            updatedAt,
            correlationId,
          };
        },
      },
      change: {
        QuotaGranted: ({ quotas }, { data }) => {
          const { reserved = 0 } = quotas.find(({ scheme }) => scheme === data.scheme) ?? {};
          const others = quotas.filter(({ scheme }) => scheme !== data.scheme);
          return { quotas: [...others, { ...data, reserved }] };
        },
        QuotaReserved: countReserved(1),
        QuotaReleased: countReserved(-1),
      },
    }),
  ],
);
