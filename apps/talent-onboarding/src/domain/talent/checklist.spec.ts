import * as fc from 'fast-check';
import { needs } from '../values/details';
import { origins } from '../values/origins';
import { schemeCodes, schemes } from '../values/schemes';
import type { TalentEvent } from './events';
import * as example from './exemplars';
import { type ChecklistFacts, checklistFacts, checklistFor } from './policies/checklist';
import { isSatisfied } from './state';
import { talent } from './talent';

const nobody: ChecklistFacts = {
  scheme: 'none',
  nationality: 'CN',
  origin: 'hong-kong',
  spouse: false,
  childrenUnderSix: 0,
  childrenOfSchoolAge: 0,
  needs: [],
};
const itemsFor = (facts: Partial<ChecklistFacts>) =>
  checklistFor({ ...nobody, ...facts }).map(({ item, why }) => `${item} ${why}`);
const everyone = ['identity-document everyone', 'onboarding-guidance everyone'];

describe('the checklist', () => {
  it('asks a permanent resident for what crosses the boundary', () => {
    expect(itemsFor({})).toEqual([
      ...everyone,
      'hkid from-hong-kong',
      'home-return-permit chinese-permanent-resident-crosses',
    ]);
    expect(itemsFor({ nationality: 'GB' })).toContain(
      'non-chinese-permit non-chinese-permanent-resident-crosses',
    );
  });

  it('asks somebody from the Mainland for the endorsement', () => {
    expect(itemsFor({ origin: 'mainland', scheme: 'ASMTP' })).toEqual([
      ...everyone,
      'mainland-id from-the-mainland',
      'eep from-the-mainland',
      'mainland-endorsement from-the-mainland',
      'stay-permission needs-permission-to-stay',
      'employment-contract scheme-ASMTP',
      'degree-certificate scheme-ASMTP',
    ]);
  });

  it('asks by scheme', () => {
    expect(itemsFor({ origin: 'overseas', scheme: 'TTPS-A' })).toContain(
      'income-proof scheme-TTPS-A',
    );
    expect(itemsFor({ origin: 'overseas', scheme: 'TechTAS' })).toContain(
      'sponsor-quota scheme-TechTAS',
    );
  });

  it('asks by household and needs, each item once with its first reason', () => {
    const items = itemsFor({
      spouse: true,
      childrenUnderSix: 1,
      childrenOfSchoolAge: 1,
      needs: [...needs],
    });
    expect(items.slice(4)).toEqual([
      'marriage-certificate brings-spouse',
      'birth-certificate brings-children',
      'school-place child-of-school-age',
      'childcare-place child-under-six',
      'housed asked-for-accommodation',
      'bank-account asked-for-banking',
      'transport-card asked-for-transport',
    ]);
  });

  it('counts children by their age on the day', () => {
    const born = (birthDate: string) =>
      checklistFacts(
        {
          ...example.registration,
          household: [{ memberId: 'm', relation: 'child', name: 'x', birthDate }],
        },
        '2026-03-02',
      );
    expect(born('2020-03-02')).toMatchObject({ childrenUnderSix: 0, childrenOfSchoolAge: 1 });
    expect(born('2020-03-03')).toMatchObject({ childrenUnderSix: 1, childrenOfSchoolAge: 0 });
    expect(born('2008-03-02')).toMatchObject({ childrenUnderSix: 0, childrenOfSchoolAge: 0 });
  });

  it('asks for nothing twice, and says why of everything', () => {
    const facts = fc.record({
      scheme: fc.constantFrom(...schemeCodes),
      nationality: fc.constantFrom('CN', 'FR'),
      origin: fc.constantFrom(...origins),
      spouse: fc.boolean(),
      childrenUnderSix: fc.nat(3),
      childrenOfSchoolAge: fc.nat(3),
      needs: fc.subarray([...needs]),
    });
    fc.assert(
      fc.property(facts, (person) => {
        const items = checklistFor(person);
        expect(new Set(items.map(({ item }) => item)).size).toBe(items.length);
        expect(items.every(({ why }) => why.length > 0)).toBe(true);
      }),
    );
  });

  it('knows every scheme, each with the date of its source', () => {
    expect(schemes.map(({ code }) => code)).toEqual([...schemeCodes]);
    for (const { source } of schemes) expect(source.date).toMatch(/^20\d\d-\d\d-\d\d$/);
  });
});

describe('an item is satisfied', () => {
  const recordAfter = (...events: readonly TalentEvent[]) => {
    const state = events.reduce(talent.evolve, talent.initialState);
    if (state.status === 'none') throw new Error('no record');
    return state.record;
  };

  it('by a document that was verified or overridden, until it is rejected', () => {
    const { registered, documentAdded, documentVerified, documentRejected } = example;
    const shown = recordAfter(registered, documentAdded, documentVerified);
    expect(isSatisfied('passport', shown)).toBe(true);
    expect(isSatisfied('identity-document', shown)).toBe(true);
    expect(isSatisfied('hkid', shown)).toBe(false);
    expect(isSatisfied('passport', recordAfter(registered, documentAdded))).toBe(false);
    const gone = recordAfter(registered, documentAdded, documentVerified, documentRejected);
    expect(isSatisfied('passport', gone)).toBe(false);
    const overridden = recordAfter(registered, example.mistypedAdded, example.checkOverridden);
    expect(isSatisfied('hkid', overridden)).toBe(true);
  });

  it('by a result elsewhere', () => {
    const housed: TalentEvent = { type: 'ChecklistItemSatisfied', data: { item: 'housed' } };
    expect(isSatisfied('housed', recordAfter(example.registered, housed))).toBe(true);
  });
});
