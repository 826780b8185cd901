import { opened, opening, TALENT_ID } from '../domain/service-case/exemplars';
import { caseCodec } from './case.codec';
import { caseRegisterCodec } from './case-register.codec';
import { knownTalentCodec } from './known-talent.codec';

it('reads back what it is given, and keeps unknown fields out', () => {
  const { schema } = caseCodec.events.CaseOpened;
  expect(schema.parse(opened.data)).toEqual(opened.data);
  expect(schema.parse({ ...opened.data, extra: 1 })).toEqual(opened.data);
  expect(() => schema.parse({ ...opened.data, priority: 'whenever' })).toThrow('priority');
});

it('knows whose free text a stream holds', () => {
  expect(caseCodec.subject?.(opened.data)).toBe(TALENT_ID);
  const { talentId: _, ...nobodys } = opened.data;
  expect(caseCodec.subject?.(nobodys)).toBeUndefined();
  expect(caseRegisterCodec.subject).toBeUndefined();
  expect(
    knownTalentCodec.subject?.({
      talentId: TALENT_ID,
      centre: 'online',
      language: 'en',
      onboardingCaseId: 'x',
    }),
  ).toBe(TALENT_ID);
});

it('seals each opening for its own talent', () => {
  const { schema, personal } = caseRegisterCodec.events.CaseNumberIssued;
  const data = { caseId: 'a', year: 2026, sequence: 1, number: 'SC-LOOP-2026-000001', opening };
  expect(schema.parse(data)).toEqual(data);
  expect(personal.map(({ path }) => path)).toContain('opening.subject');
  expect(new Set(personal.map(({ subject }) => subject))).toEqual(new Set(['opening.talentId']));
});
