import type { RefusalProblems } from '@talentloop/http';
import { translated } from '@talentloop/locale';
import type { CaseRegisterRejection } from '../domain/case-register/commands';
import { caseProblems } from './case.problems';

/** What a caller is answered for each refusal of a case register. */
export const caseRegisterProblems: RefusalProblems<CaseRegisterRejection> = {
  'unknown-centre': caseProblems['unknown-centre'],
  'unknown-case-type': caseProblems['unknown-case-type'],
  'another-register': {
    title: translated(
      'Another register issues the number of this case',
      '個案由另一登記冊編號',
      '个案由另一登记册编号',
    ),
  },
  'number-not-issued': {
    title: translated('The case has no number', '個案未有編號', '个案没有编号'),
  },
};
