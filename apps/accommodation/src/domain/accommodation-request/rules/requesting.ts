import { reject } from '@talentloop/event-sourcing';
import { factsOf, type RequestState } from '../state';
import { isTooLong, type RequestRules } from './guards';

export const requesting: RequestRules<'RequestAccommodation', RequestState> = {
  RequestAccommodation: ({ talentHasLeft, ...facts }, state) => {
    if (state.status !== 'none') return reject('already-requested');
    if (facts.from >= facts.to) return reject('dates-out-of-order');
    if (isTooLong(facts.from, facts.to)) return reject('stay-too-long');
    if (talentHasLeft) return reject('talent-has-left');
    return [{ type: 'AccommodationRequested', data: factsOf(facts) }];
  },
};
