import { type Instant, isRejection } from '@talentloop/event-sourcing';
import { AT, itFollowsItsExemplars, specOf, WORKER } from '@talentloop/testing';
import * as fc from 'fast-check';
import type { SponsorCommand } from './commands';
import * as example from './exemplars';
import { sponsor } from './sponsor';
import { isRegistered, type SponsorState } from './state';

const { given } = specOf(sponsor);
const { registered, granted, reserved, released, onePlace, sponsorExemplars } = example;
const register: SponsorCommand = { type: 'RegisterSponsor', data: example.company };
const grant: SponsorCommand = { type: 'GrantQuota', data: onePlace };
const reserve = (talentId: string): SponsorCommand => ({
  type: 'ReserveQuota',
  data: example.placeOf(talentId),
});
const release = (talentId: string): SponsorCommand => ({
  type: 'ReleaseQuota',
  data: example.placeOf(talentId),
});

itFollowsItsExemplars(sponsor, sponsorExemplars);

const person = fc.constantFrom('t1', 't2', 't3', 't4');
const walks = fc.array(
  fc.oneof(
    person.map(reserve),
    person.map(release),
    fc.nat(3).map((places): SponsorCommand => ({
      type: 'GrantQuota',
      data: { ...onePlace, places },
    })),
  ),
  { maxLength: 40 },
);

/** Every state that a company passes through, from its registration on. */
const statesOn = (walk: readonly SponsorCommand[]): readonly SponsorState[] => {
  const states: SponsorState[] = [sponsor.evolve(sponsor.initialState, registered)];
  for (const command of walk) {
    const state = states.at(-1) ?? sponsor.initialState;
    const answer = sponsor.decide(command, state, { at: AT, actor: WORKER });
    if (!isRejection(answer)) states.push(answer.reduce(sponsor.evolve, state));
  }
  return states;
};

describe('a sponsor', () => {
  it('is registered once', () => {
    given().when(register).then(registered);
    given(registered).when(register).thenRefused('sponsor-already-registered');
    given().when(grant).thenRefused('sponsor-not-found');
  });

  it('is granted a quota, and asking again changes nothing', () => {
    given(registered).when(grant).then(granted).againNothing();
    given(registered, granted)
      .when({ type: 'GrantQuota', data: { ...onePlace, places: 5 } })
      .thenTypes('QuotaGranted')
      .thenState((state) =>
        expect(state).toMatchObject({ quotas: [{ scheme: 'TechTAS', places: 5 }] }),
      );
  });

  it('is not granted what is over already, or less than is taken', () => {
    given(registered)
      .when({ type: 'GrantQuota', data: { ...onePlace, until: '2026-03-01' } })
      .thenRefused('quota-until-past');
    given(registered, granted, reserved('t1'))
      .when({ type: 'GrantQuota', data: { ...onePlace, places: 0 } })
      .thenRefused('quota-below-reserved');
  });
});

describe('a quota', () => {
  it('reserves a place per person', () => {
    given(registered, granted).when(reserve('t1')).then(reserved('t1')).againNothing();
  });

  it('is exhausted when taken, over, or never granted', () => {
    given(registered, granted, reserved('t1')).when(reserve('t2')).thenRefused('quota-exhausted');
    given(registered).when(reserve('t1')).thenRefused('quota-exhausted');
    given(registered, granted)
      .when(reserve('t1'), { at: '2028-03-02T00:00:00.000Z' })
      .thenRefused('quota-exhausted');
  });

  it('is free again once released', () => {
    given(registered, granted, reserved('t1'))
      .when(release('t1'))
      .then(released('t1'))
      .againNothing();
    given(registered, granted, reserved('t1'), released('t1'))
      .when(reserve('t2'))
      .then(reserved('t2'));
    given(registered).when(release('t1')).thenNothing();
  });

  it('is never oversold, whatever the order', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        for (const state of statesOn(walk)) {
          if (state.status === 'none') throw new Error('the company is lost');
          for (const quota of state.quotas)
            expect(new Set(quota.reservedBy).size).toBeLessThanOrEqual(quota.places);
        }
      }),
    );
  });
});

/** Whether the decider grants the exemplary quota, and something would change. */
const grantsQuota = (state: SponsorState, at: Instant): boolean => {
  const { fitted, commands } = sponsorExemplars;
  const data = fitted?.GrantQuota?.(state, at) ?? commands.GrantQuota[0].data;
  const answer = sponsor.decide({ type: 'GrantQuota', data }, state, { at, actor: WORKER });
  return !isRejection(answer) && answer.length > 0;
};

it('grants the exemplary quota at any time, as soon as the company is registered', () => {
  const moment = fc.constantFrom(AT, '2028-03-02T00:00:00.000Z', '2031-01-01T00:00:00.000Z');
  fc.assert(
    fc.property(walks, moment, (walk, at) => {
      for (const state of [sponsor.initialState, ...statesOn(walk)])
        expect(grantsQuota(state, at)).toBe(isRegistered(state));
    }),
  );
});
