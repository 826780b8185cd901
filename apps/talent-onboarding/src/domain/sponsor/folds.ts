import type { Folds } from '@talentloop/event-sourcing';
import type { SchemeCode } from '../values/schemes';
import type { SponsorEventData, SponsorEventOf, SponsorEventType } from './events';
import { findQuota, type Quota, type Sponsor, type SponsorState } from './state';

/** A company without a quota yet. */
const registered = ({ data }: SponsorEventOf<'SponsorRegistered'>): Sponsor => ({
  status: 'registered',
  ...data,
  quotas: [],
});

const withQuota = (
  sponsor: Sponsor,
  scheme: SchemeCode,
  change: (quota: Quota) => Quota,
): Sponsor => ({
  ...sponsor,
  quotas: sponsor.quotas.map((quota) => (quota.scheme === scheme ? change(quota) : quota)),
});

/** What an event makes of a company that is registered. */
export const folds: Folds<SponsorEventData, 'SponsorRegistered', SponsorState> &
  Folds<SponsorEventData, Exclude<SponsorEventType, 'SponsorRegistered'>, Sponsor> = {
  SponsorRegistered: (_, event) => registered(event),
  QuotaGranted: (sponsor, { data }) => {
    const { reservedBy = [] } = findQuota(sponsor, data.scheme) ?? {};
    const others = sponsor.quotas.filter(({ scheme }) => scheme !== data.scheme);
    return { ...sponsor, quotas: [...others, { ...data, reservedBy }] };
  },
  QuotaReserved: (sponsor, { data }) =>
    withQuota(sponsor, data.scheme, (quota) => ({
      ...quota,
      reservedBy: [...quota.reservedBy, data.talentId],
    })),
  QuotaReleased: (sponsor, { data }) =>
    withQuota(sponsor, data.scheme, (quota) => ({
      ...quota,
      reservedBy: quota.reservedBy.filter((talentId) => talentId !== data.talentId),
    })),
};
