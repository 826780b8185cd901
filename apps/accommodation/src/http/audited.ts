import { auditedCategory } from '@talentloop/audit';
import { accommodationRequest } from '../domain/accommodation-request/accommodation-request';
import { unit } from '../domain/unit/unit';
import { isUnit, unitBody } from './views/housing-view';
import { isMade, requestBody } from './views/request-view';

/** Requests and units as auditors read them: the body of the GET, as of any of their events. */
export const audited = [
  auditedCategory({
    name: 'accommodation-requests',
    decider: accommodationRequest,
    view: (loaded) => (isMade(loaded) ? requestBody(loaded) : {}),
  }),
  auditedCategory({
    name: 'units',
    decider: unit,
    view: (loaded) => (isUnit(loaded) ? unitBody(loaded) : {}),
  }),
];
