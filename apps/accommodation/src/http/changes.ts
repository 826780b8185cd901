import { type ChangeSource, changeSource } from '@talentloop/service-host';
import { accommodationRequest } from '../domain/accommodation-request/accommodation-request';
import { requestPolicy } from './policy';
import { scopeOf } from './views/request-view';

/** Requests as callers may follow them. */
export const changes: readonly ChangeSource[] = [
  changeSource({
    resource: 'accommodation-requests',
    decider: accommodationRequest,
    rule: requestPolicy.read,
    scopeOf: (state) => (state.status === 'none' ? undefined : scopeOf(state)),
  }),
];
