import { alreadySo, reject } from '@talentloop/event-sourcing';
import { localDay } from '@talentloop/locale';
import { findQuota } from '../state';
import type { SponsorRules } from './guards';

export const reserving: SponsorRules<'ReserveQuota' | 'ReleaseQuota'> = {
  // The stream takes one reservation after the other, so a quota is never oversold.
  ReserveQuota: ({ scheme, talentId }, sponsor, { at }) => {
    const quota = findQuota(sponsor, scheme);
    if (quota?.reservedBy.includes(talentId)) return alreadySo;
    if (!quota || quota.until < localDay(at) || quota.reservedBy.length >= quota.places)
      return reject('quota-exhausted');
    return [{ type: 'QuotaReserved', data: { scheme, talentId } }];
  },
  ReleaseQuota: (data, sponsor) =>
    findQuota(sponsor, data.scheme)?.reservedBy.includes(data.talentId)
      ? [{ type: 'QuotaReleased', data }]
      : alreadySo,
};
