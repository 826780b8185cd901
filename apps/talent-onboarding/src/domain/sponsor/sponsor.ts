import {
  type Day,
  type Decider,
  type DecisionContext,
  reject,
  type Rejection,
} from '@talentloop/event-sourcing';
import { localDay } from '@talentloop/locale';
import type { Origin } from '../values/origins';
import type { SchemeCode } from '../values/schemes';
import type { GrantQuota, ReserveQuota, SponsorCommand, SponsorRejection } from './commands';
import type { SponsorEvent } from './events';

export interface Quota {
  readonly scheme: SchemeCode;
  readonly places: number;
  readonly until: Day;
  /** Who holds a place. */
  readonly reservedBy: readonly string[];
}

export interface Sponsor {
  readonly status: 'registered';
  readonly sponsorId: string;
  readonly name: string;
  readonly sector: string;
  readonly origin: Origin;
  readonly quotas: readonly Quota[];
}
export type SponsorState = { readonly status: 'none' } | Sponsor;

type Decision = readonly SponsorEvent[] | Rejection<SponsorRejection>;

const quotaOf = ({ quotas }: Sponsor, scheme: SchemeCode): Quota | undefined =>
  quotas.find((quota) => quota.scheme === scheme);

const grant = (
  { scheme, places, until }: GrantQuota['data'],
  sponsor: Sponsor,
  { at }: DecisionContext,
): Decision => {
  const quota = quotaOf(sponsor, scheme);
  if (quota?.places === places && quota.until === until) return [];
  if (until < localDay(at)) return reject('quota-until-past');
  if (quota && places < quota.reservedBy.length) return reject('quota-below-reserved');
  return [{ type: 'QuotaGranted', data: { scheme, places, until } }];
};

/** Never oversold: the stream takes one reservation after the other. */
const reserve = (
  { scheme, talentId }: ReserveQuota['data'],
  sponsor: Sponsor,
  { at }: DecisionContext,
): Decision => {
  const quota = quotaOf(sponsor, scheme);
  if (quota?.reservedBy.includes(talentId)) return [];
  if (!quota || quota.until < localDay(at) || quota.reservedBy.length >= quota.places)
    return reject('quota-exhausted');
  return [{ type: 'QuotaReserved', data: { scheme, talentId } }];
};

const withQuota = (
  sponsor: Sponsor,
  scheme: SchemeCode,
  change: (quota: Quota) => Quota,
): Sponsor => ({
  ...sponsor,
  quotas: sponsor.quotas.map((quota) => (quota.scheme === scheme ? change(quota) : quota)),
});

/** A tenant company that sponsors people, and the places it holds under each scheme. */
export const sponsor: Decider<SponsorCommand, SponsorState, SponsorEvent, SponsorRejection> = {
  category: 'sponsor',
  shared: true,
  initialState: { status: 'none' },
  decide: ({ type, data }, state, context) => {
    if (type === 'RegisterSponsor')
      return state.status === 'none'
        ? [{ type: 'SponsorRegistered', data }]
        : reject('sponsor-already-registered');
    if (state.status === 'none') return reject('sponsor-not-found');
    switch (type) {
      case 'GrantQuota':
        return grant(data, state, context);
      case 'ReserveQuota':
        return reserve(data, state, context);
      case 'ReleaseQuota':
        if (!quotaOf(state, data.scheme)?.reservedBy.includes(data.talentId)) return [];
        return [{ type: 'QuotaReleased', data }];
    }
  },
  evolve: (state, { type, data }) => {
    if (type === 'SponsorRegistered') return { status: 'registered', ...data, quotas: [] };
    if (state.status === 'none') return state;
    switch (type) {
      case 'QuotaGranted': {
        const { reservedBy = [] } = quotaOf(state, data.scheme) ?? {};
        const others = state.quotas.filter(({ scheme }) => scheme !== data.scheme);
        return { ...state, quotas: [...others, { ...data, reservedBy }] };
      }
      case 'QuotaReserved':
        return withQuota(state, data.scheme, (quota) => ({
          ...quota,
          reservedBy: [...quota.reservedBy, data.talentId],
        }));
      case 'QuotaReleased':
        return withQuota(state, data.scheme, (quota) => ({
          ...quota,
          reservedBy: quota.reservedBy.filter((talentId) => talentId !== data.talentId),
        }));
    }
  },
};
