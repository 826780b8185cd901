import { alreadySo, reject } from '@talentloop/event-sourcing';
import { localDay } from '@talentloop/locale';
import { findQuota } from '../state';
import type { SponsorRules } from './guards';

export const granting: SponsorRules<'GrantQuota'> = {
  GrantQuota: ({ scheme, places, until }, sponsor, { at }) => {
    const quota = findQuota(sponsor, scheme);
    if (quota?.places === places && quota.until === until) return alreadySo;
    if (until < localDay(at)) return reject('quota-until-past');
    if (quota && places < quota.reservedBy.length) return reject('quota-below-reserved');
    return [{ type: 'QuotaGranted', data: { scheme, places, until } }];
  },
};
