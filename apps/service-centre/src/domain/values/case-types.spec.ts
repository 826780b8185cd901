import { languages } from '@talentloop/locale';
import { caseTypes, findCaseType, findCurrentCaseType } from './case-types';
import { centres, findCentre, findCentreByCode } from './centres';

it('gives every case type a completed result and titles in every language', () => {
  for (const { code, version, results, titles } of caseTypes) {
    const codes = results.map((result) => result.code);
    expect([code, codes]).toEqual([code, expect.arrayContaining(['completed'])]);
    expect(new Set(codes).size).toBe(codes.length);
    for (const texts of [titles, ...results.map((result) => result.titles)])
      for (const language of languages) expect(texts[language].length).toBeGreaterThan(0);
    expect(findCaseType(code, version)?.code).toBe(code);
  }
});

it('knows no type that is not there', () => {
  expect(findCurrentCaseType('immigration')?.version).toBe(1);
  expect(findCurrentCaseType('toString')).toBeUndefined();
  expect(findCaseType('immigration', 2)).toBeUndefined();
});

it('finds centres by name and by code', () => {
  for (const { centre, code } of centres) {
    expect(findCentre(centre)?.code).toBe(code);
    expect(findCentreByCode(code)?.centre).toBe(centre);
  }
  expect(findCentre('LOOP')).toBeUndefined();
});
