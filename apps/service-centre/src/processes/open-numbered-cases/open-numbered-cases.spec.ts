import { ERASED } from '@talentloop/event-sourcing';
import { reactionsOf, recorded } from '@talentloop/testing';
import type { CaseRegisterEventOf } from '../../domain/case-register/events';
import { CASE_ID, NUMBER, opening } from '../../domain/service-case/exemplars';
import { openNumberedCases } from './open-numbered-cases';

type CaseNumberIssued = CaseRegisterEventOf<'CaseNumberIssued'>;

const issued = (over: object = {}): CaseNumberIssued => ({
  type: 'CaseNumberIssued',
  data: {
    caseId: CASE_ID,
    year: 2026,
    sequence: 1,
    number: NUMBER,
    opening: { ...opening, ...over },
  },
});
const react = (event: CaseNumberIssued) =>
  reactionsOf(openNumberedCases, recorded('caseRegister-LOOP-2026', event));

it('opens the case under its number, and voids the number only when that is refused', () => {
  const [open, ...more] = react(issued());
  expect(open).toMatchObject({
    category: 'case',
    id: CASE_ID,
    command: { type: 'OpenCase', data: { number: NUMBER, opening } },
  });
  expect(more).toEqual([]);
  expect(open?.otherwise?.({ rejected: 'already-opened' })).toEqual([
    {
      category: 'caseRegister',
      id: 'LOOP-2026',
      command: { type: 'VoidCaseNumber', data: { caseId: CASE_ID, refusal: 'already-opened' } },
    },
  ]);
});

it('writes the first message and task on the new case, unless their person was erased', () => {
  const first = {
    firstMessage: { messageId: 'm', text: '您好', language: 'zh-Hant', template: 'x@1' },
    firstTask: { taskId: 't', title: 'Call' },
  };
  expect(react(issued(first)).map(({ command }) => command)).toEqual([
    { type: 'OpenCase', data: { number: NUMBER, opening } },
    { type: 'SendMessage', data: first.firstMessage },
    { type: 'AddTask', data: first.firstTask },
  ]);
  const erased = {
    firstMessage: { ...first.firstMessage, text: ERASED },
    firstTask: { ...first.firstTask, title: ERASED },
  };
  expect(react(issued(erased))).toHaveLength(1);
});
