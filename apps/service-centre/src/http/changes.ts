import { type ChangeSource, changeSource } from '@talentloop/service-host';
import { serviceCase } from '../domain/service-case/service-case';
import { policy } from './policy';
import { scopeOf } from './views/case-view';

/** Cases as callers may follow them; of notes only the staff hears. */
export const changes: readonly ChangeSource[] = [
  changeSource({
    resource: 'cases',
    decider: serviceCase,
    rule: policy.read,
    internal: ['NoteAdded'],
    scopeOf: (state) => (state.status === 'none' ? undefined : scopeOf(state)),
  }),
];
