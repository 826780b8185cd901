import { recorded } from '@talentloop/testing';
import {
  CASE_ID,
  closed,
  opened,
  reopened,
  resolved,
  TALENT_ID,
} from '../../domain/service-case/exemplars';
import { followCases } from './follow-cases';

const STREAM = `case-${CASE_ID}`;
const expected = (stage: string) => [
  {
    category: 'knownTalent',
    id: TALENT_ID,
    command: { type: 'FollowCase', data: { caseId: CASE_ID, type: 'immigration', stage } },
  },
];

it('remembers with the talent what stage each of their cases is at', () => {
  expect(followCases.on.CaseOpened?.(recorded(STREAM, opened))).toEqual(expected('open'));
  expect(followCases.on.CaseResolved?.(recorded(STREAM, resolved))).toEqual(expected('resolved'));
  expect(followCases.on.CaseClosed?.(recorded(STREAM, closed))).toEqual(expected('ended'));
  expect(followCases.on.CaseReopened?.(recorded(STREAM, reopened))).toEqual(expected('open'));
});

it('has nobody to remember a case without a talent with', () => {
  const { talentId: _, ...data } = opened.data;
  expect(followCases.on.CaseOpened?.(recorded(STREAM, { ...opened, data }))).toEqual([]);
});
