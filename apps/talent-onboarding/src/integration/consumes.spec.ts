import type { IntegrationMessage, Scope } from '@talentloop/integration-bus';
import { AT } from '@talentloop/testing';
import { consumes } from './consumes';

const TALENT = '00000000-0000-4000-8000-000000000001';
const message = (data: Scope): IntegrationMessage => ({
  id: 'm1',
  type: 'talentloop.any.v1',
  source: '/service-centre',
  topic: 'talentloop.case',
  subject: 'case-1',
  sequence: '0000000000000000',
  time: AT,
  correlationId: 'c',
  causationId: 'e',
  centre: data.centre,
  data,
});
const reactTo = (name: string, data: Scope & Record<string, unknown>) => {
  const reactions = consumes.reactions.filter(({ contract }) => contract.name === name);
  return reactions.flatMap(({ react }) => react(data, message(data)));
};
const ofCase = { centre: 'online', caseId: 'case-1', number: 'SC-1', type: 'schooling' };
const toTalent = (type: string, data: object) => [
  { category: 'talent', id: TALENT, command: { type, data } },
];

describe('what the service centre tells', () => {
  it('links a case, and again when another centre has it', () => {
    const linked = {
      caseId: 'case-1',
      number: 'SC-1',
      caseType: 'schooling',
      caseCentre: 'online',
    };
    for (const name of ['case.opened', 'case.transferred'])
      expect(reactTo(name, { ...ofCase, talentId: TALENT })).toEqual(toTalent('LinkCase', linked));
  });

  it('satisfies the item of a completed case', () =>
    expect(reactTo('case.resolved', { ...ofCase, talentId: TALENT, result: 'completed' })).toEqual(
      toTalent('SatisfyChecklistItem', { item: 'school-place', caseId: 'case-1' }),
    ));

  it('satisfies nothing by another result, or a case without an item', () => {
    const resolved = { ...ofCase, talentId: TALENT };
    expect(reactTo('case.resolved', { ...resolved, result: 'not-possible' })).toEqual([]);
    expect(
      reactTo('case.resolved', { ...resolved, type: 'complaint', result: 'completed' }),
    ).toEqual([]);
  });

  it('means nothing where a case names nobody', () => {
    expect(reactTo('case.opened', ofCase)).toEqual([]);
    expect(reactTo('case.resolved', { ...ofCase, result: 'completed' })).toEqual([]);
  });
});

describe('what accommodation tells', () => {
  it('means housed, once booked and once there', () => {
    const data = { centre: 'online', requestId: 'r1', talentId: TALENT };
    for (const name of ['accommodation.booked', 'accommodation.checked-in'])
      expect(reactTo(name, data)).toEqual(
        toTalent('SatisfyChecklistItem', { item: 'housed', requestId: 'r1' }),
      );
  });
});
