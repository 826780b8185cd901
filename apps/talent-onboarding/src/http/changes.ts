import { type ChangeSource, changeSource } from '@talentloop/service-host';
import { talent } from '../domain/talent/talent';
import { talentPolicy } from './policy';
import { scopeOf } from './talent-view';

/** People as callers may follow them. */
export const changes: readonly ChangeSource[] = [
  changeSource({
    resource: 'talents',
    decider: talent,
    rule: talentPolicy.read,
    scopeOf: (state) => (state.status === 'none' ? undefined : scopeOf(state)),
  }),
];
