import { isRejection } from '@talentloop/event-sourcing';
import { itFollowsItsExemplars, specOf, WORKER } from '@talentloop/testing';
import fc from 'fast-check';
import { caseRegister } from './case-register';
import type { CaseRegisterEvent } from './events';
import { CASE_ID, caseRegisterExemplars, issued, opening, voided } from './exemplars';
import { type CaseRegisterState, findCaseByNumber, findNumberOf } from './state';

const { given } = specOf(caseRegister);

const issue = { type: 'IssueCaseNumber', data: { caseId: CASE_ID, year: 2026, opening } } as const;
const voidIt = {
  type: 'VoidCaseNumber',
  data: { caseId: CASE_ID, refusal: 'already-opened' },
} as const;

itFollowsItsExemplars(caseRegister, caseRegisterExemplars);

it('numbers each case once, however often it asks, and keeps what is to be opened', () => {
  given().when(issue).then(issued).againNothing();
});

it('numbers only what can be opened', () => {
  const ask = (over: object, year = 2026) =>
    ({
      type: 'IssueCaseNumber',
      data: { caseId: 'b', year, opening: { ...opening, ...over } },
    }) as const;
  given()
    .when(ask({ centre: 'nowhere' }))
    .thenRefused('unknown-centre');
  given()
    .when(ask({ type: 'astrology' }))
    .thenRefused('unknown-case-type');
  given(issued)
    .when(ask({ centre: 'online' }))
    .thenRefused('another-register');
  given(issued).when(ask({}, 2027)).thenRefused('another-register', { series: 'LOOP-2026' });
});

it('voids a number and never issues it again', () => {
  given(issued).when(voidIt).then(voided).againNothing();
  given().when(voidIt).thenRefused('number-not-issued');
  given(issued, voided)
    .when({ ...issue, data: { ...issue.data, caseId: 'b' } })
    .thenState((state) =>
      expect(findNumberOf(state, 'b')).toEqual({ number: 'SC-LOOP-2026-000002', voided: false }),
    );
  given(issued, voided).when(issue).thenNothing();
});

it('never repeats and never skips a number, in whatever order cases ask', () => {
  const asks = fc.array(
    fc.record({ caseId: fc.uuid().map((id) => id), again: fc.nat(), voids: fc.boolean() }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(asks, (askers) => {
      const events: CaseRegisterEvent[] = [];
      let state: CaseRegisterState = caseRegister.initialState;
      const run = (command: Parameters<typeof caseRegister.decide>[0]) => {
        const answer = caseRegister.decide(command, state, { at: '', actor: WORKER });
        if (isRejection(answer)) return;
        events.push(...answer);
        state = answer.reduce(caseRegister.evolve, state);
      };
      askers.forEach(({ caseId, again, voids }, i) => {
        const earlier = askers[again % (i + 1)]?.caseId ?? caseId;
        for (const id of [caseId, earlier]) run({ ...issue, data: { ...issue.data, caseId: id } });
        if (voids) run({ ...voidIt, data: { ...voidIt.data, caseId: earlier } });
      });
      const numbered = events.filter((event) => event.type === 'CaseNumberIssued');
      const distinct = new Set(askers.map(({ caseId }) => caseId));
      expect(numbered.map(({ data }) => data.sequence)).toEqual(
        [...distinct].map((_, index) => index + 1),
      );
      expect(new Set(numbered.map(({ data }) => data.number)).size).toBe(distinct.size);
      for (const { data } of numbered)
        expect(findCaseByNumber(state, data.number)).toBe(data.caseId);
    }),
  );
});
