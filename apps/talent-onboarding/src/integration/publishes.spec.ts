import { reactionsOf, recorded } from '@talentloop/testing';
import type { TalentEvent } from '../domain/talent/events';
import * as example from '../domain/talent/exemplars';
import { publishes } from './publishes';

const happened = (event: TalentEvent) => recorded(`talent-${example.TALENT_ID}`, event);
const said = (event: TalentEvent) =>
  reactionsOf(publishes, happened(event)).map(({ contract, data }) => ({
    name: contract.name,
    data: contract.schema.parse(data),
  }));
const about = { talentId: example.TALENT_ID, centre: 'loop-onsite', client: 'portal' };

describe('what is published', () => {
  it('introduces a person without saying who it is', () => {
    expect(said(example.registered)).toEqual([
      {
        name: 'talent.registered',
        data: {
          ...about,
          language: 'en',
          origin: 'overseas',
          scheme: 'TTPS-B',
          needs: ['accommodation', 'schooling'],
        },
      },
    ]);
  });

  it('says what an approved person needs', () => {
    const wish = { kind: 'hotel', from: '2026-04-01', to: '2026-04-15', guests: 2 } as const;
    const data = { ...example.SCOPE, approvedBy: 'x', needs: ['accommodation'] as const };
    const event: TalentEvent = { type: 'TalentApproved', data: { ...data, accommodation: wish } };
    expect(said(event)).toEqual([
      {
        name: 'talent.approved',
        data: { ...about, needs: ['accommodation'], accommodation: wish },
      },
    ]);
  });

  it.each([
    ['talent.refused', example.refused, {}],
    ['talent.activated', example.activated, {}],
    ['talent.suspended', example.suspended, {}],
    ['talent.reinstated', example.reinstated, {}],
    ['talent.departed', example.departed, { on: '2026-03-01' }],
    ['talent.withdrawn', example.withdrawn, {}],
    ['talent.expired', example.expired, {}],
  ] as const)('%s', (name, event, more) =>
    expect(said(event)).toEqual([{ name, data: { ...about, ...more } }]),
  );

  it('leaves everything else at home', () => {
    const { documentAdded, consentGiven, informationRequested } = example;
    for (const event of [documentAdded, consentGiven, informationRequested])
      expect(publishes.reactionTo(happened(event))).toBeUndefined();
  });
});
