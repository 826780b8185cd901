import { auditedCategory } from '@talentloop/audit';
import { serviceCase } from '../domain/service-case/service-case';
import { caseBody, isOpened } from './views/case-body';

/** Cases as auditors read them: the body of the GET, as of any of their events. */
export const auditedCases = auditedCategory({
  name: 'cases',
  decider: serviceCase,
  view: (loaded) => (isOpened(loaded) ? caseBody(loaded) : {}),
});
