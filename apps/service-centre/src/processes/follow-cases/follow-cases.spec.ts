import { reactionsOf, recorded } from '@talentloop/testing';
import {
  cancelled,
  CASE_ID,
  closed,
  event,
  identity,
  merged,
  opened,
  resolved,
  TALENT_ID,
} from '../../domain/service-case/exemplars';
import { followCases } from './follow-cases';

const STREAM = `case-${CASE_ID}`;

it.each([
  [opened, 'open'],
  [resolved, 'resolved'],
  [event('CaseReopened', identity), 'open'],
  [closed, 'ended'],
  [cancelled, 'ended'],
  [merged, 'ended'],
  [event('CaseUnmerged', { ...identity, from: 'another' }), 'open'],
] as const)('remembers with the talent the stage of their case after $type', (happened, stage) => {
  expect(reactionsOf(followCases, recorded(STREAM, happened))).toEqual([
    {
      category: 'knownTalent',
      id: TALENT_ID,
      command: { type: 'FollowCase', data: { caseId: CASE_ID, type: 'immigration', stage } },
    },
  ]);
});

it('has nobody to remember a case without a talent with', () => {
  const { talentId: _, ...data } = opened.data;
  expect(reactionsOf(followCases, recorded(STREAM, { ...opened, data }))).toEqual([]);
});
