import type { Day } from '@talentloop/event-sourcing';
import type { Origin } from '../values/origins';
import type { SchemeCode } from '../values/schemes';

export interface Quota {
  readonly scheme: SchemeCode;
  readonly places: number;
  readonly until: Day;
  /** The ids of the talents who hold a place. */
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

export const isRegistered = (state: SponsorState): state is Sponsor => state.status !== 'none';

export const findQuota = ({ quotas }: Sponsor, scheme: SchemeCode): Quota | undefined =>
  quotas.find((quota) => quota.scheme === scheme);
