import * as housing from '@talentloop/contracts/accommodation';
import * as talents from '@talentloop/contracts/talent-onboarding';
import type { IntegrationMessage } from '@talentloop/integration-bus';
import { reactionsOf, recorded } from '@talentloop/testing';
import {
  CASE_ID,
  closed,
  identity,
  opened,
  resolved,
  TALENT_ID,
  transferred,
} from '../domain/service-case/exemplars';
import type { CaseEvent } from '../domain/service-case/events';
import { consumes } from './consumes';
import { publishes } from './publishes';

const STREAM = `case-${CASE_ID}`;
const said = { ...identity, caseId: CASE_ID };

const publicationsOf = (event: CaseEvent) => reactionsOf(publishes, recorded(STREAM, event));

it.each([
  [opened, 'case.opened', {}],
  [resolved, 'case.resolved', { result: 'completed' }],
  [closed, 'case.closed', {}],
  [transferred, 'case.transferred', { centre: 'online', fromCentre: 'loop-onsite' }],
] as const)('says ids and codes of a case and nothing else at $type', (happened, name, more) => {
  expect(publicationsOf(happened)).toMatchObject([
    { contract: { name }, data: { ...said, ...more } },
  ]);
  expect(JSON.stringify(publicationsOf(opened))).not.toContain('permit');
});

it('says only what its contracts allow', () => {
  const [publication] = publicationsOf(opened);
  expect(publication?.contract.schema.parse(publication.data)).toEqual(publication?.data);
});

const MESSAGE: IntegrationMessage = {
  id: '0b6e3c5e-0000-5000-8000-000000000001',
  type: '',
  source: '/talent-onboarding',
  topic: 'talentloop.talent',
  subject: `talent-${TALENT_ID}`,
  sequence: '0000000000000000',
  time: '2026-03-02T02:00:00.000Z',
  correlationId: '0b6e3c5e-0000-4000-8000-000000000002',
  causationId: '0b6e3c5e-0000-4000-8000-000000000003',
  centre: 'loop-onsite',
  data: { centre: 'loop-onsite' },
};
const hear = (name: string, data: object) =>
  consumes.reactions
    .filter(({ contract }) => contract.name === name)
    .flatMap(({ contract, react }) =>
      react(
        contract.schema.parse({ centre: 'loop-onsite', talentId: TALENT_ID, ...data }),
        MESSAGE,
      ),
    );

it('turns what is said of a talent into a command for what we know of them', () => {
  expect(
    hear('talent.registered', {
      language: 'en',
      origin: 'overseas',
      needs: [],
      client: 'portal-1',
    }),
  ).toMatchObject([
    {
      category: 'knownTalent',
      id: TALENT_ID,
      command: { type: 'HearOfTalent', data: { language: 'en', client: 'portal-1' } },
    },
  ]);
  expect(hear('talent.approved', { needs: ['schooling', 'accommodation'] })).toMatchObject([
    { command: { type: 'HearOfApproval', data: { cases: [{ type: 'schooling' }] } } },
  ]);
  for (const [name, standing] of [
    ['talent.activated', 'active'],
    ['talent.suspended', 'suspended'],
    ['talent.reinstated', 'active'],
    ['talent.withdrawn', 'withdrawn'],
    ['talent.refused', 'refused'],
    ['talent.expired', 'expired'],
  ])
    expect(hear(name ?? '', {})).toMatchObject([
      { command: { type: 'HearOfStanding', data: { standing } } },
    ]);
  expect(hear('talent.departed', { on: '2026-03-05' })).toMatchObject([
    { command: { data: { standing: 'departed' } } },
  ]);
});

it('hears each contract once, and derives the same ids from the same message', () => {
  const spoken = [...Object.values(housing), ...Object.values(talents)].map(({ name }) => name);
  expect(consumes.reactions.map(({ contract }) => contract.name).sort()).toEqual(spoken.sort());
  const offered = {
    requestId: CASE_ID,
    kind: 'hotel',
    unitId: CASE_ID,
    expiresAt: '2026-03-04T02:00:00.000Z',
  };
  const once = hear('accommodation.offered', offered);
  expect(once).toMatchObject([
    {
      command: { type: 'HearHousingNews', data: { news: 'offered', expiresAt: offered.expiresAt } },
    },
  ]);
  expect(hear('accommodation.offered', offered)).toEqual(once);
});
