import { isRejection } from '@talentloop/event-sourcing';
import { AT, specOf, WORKER } from '@talentloop/testing';
import * as fc from 'fast-check';
import { actionsFor } from './actions';
import type { SponsorCommand } from './commands';
import type { SponsorEvent } from './events';
import { sponsor, type SponsorState } from './sponsor';

const { given } = specOf(sponsor);
const data = {
  sponsorId: 'sponsor-1',
  name: 'Example Robotics Ltd',
  sector: 'ai-and-data-science',
  origin: 'overseas',
} as const;
const register: SponsorCommand = { type: 'RegisterSponsor', data };
const registered: SponsorEvent = { type: 'SponsorRegistered', data };
const places = { scheme: 'TechTAS', places: 1, until: '2028-03-01' } as const;
const granted: SponsorEvent = { type: 'QuotaGranted', data: places };
const asker = (talentId: string) => ({ scheme: 'TechTAS', talentId }) as const;
const reserve = (talentId: string): SponsorCommand => ({
  type: 'ReserveQuota',
  data: asker(talentId),
});
const reserved = (talentId: string): SponsorEvent => ({
  type: 'QuotaReserved',
  data: asker(talentId),
});

describe('a sponsor', () => {
  it('is registered once', () => {
    given().when(register).then(registered);
    given(registered).when(register).thenRefused('sponsor-already-registered');
    given().when({ type: 'GrantQuota', data: places }).thenRefused('sponsor-not-found');
  });

  it('is granted a quota, and asking again changes nothing', () => {
    given(registered).when({ type: 'GrantQuota', data: places }).then(granted).againNothing();
    given(registered, granted)
      .when({ type: 'GrantQuota', data: { ...places, places: 5 } })
      .thenTypes('QuotaGranted')
      .thenState((state) =>
        expect(state).toMatchObject({ quotas: [{ scheme: 'TechTAS', places: 5 }] }),
      );
  });

  it('is not granted what is over already, or less than is taken', () => {
    given(registered)
      .when({ type: 'GrantQuota', data: { ...places, until: '2026-03-01' } })
      .thenRefused('quota-until-past');
    given(registered, granted, reserved('t1'))
      .when({ type: 'GrantQuota', data: { ...places, places: 0 } })
      .thenRefused('quota-below-reserved');
  });

  it('offers its quota', () => {
    expect(actionsFor(sponsor.initialState)).toEqual([]);
    expect(actionsFor(sponsor.evolve(sponsor.initialState, registered))).toEqual(['quota']);
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
    const release: SponsorCommand = { type: 'ReleaseQuota', data: asker('t1') };
    const released: SponsorEvent = { type: 'QuotaReleased', data: asker('t1') };
    given(registered, granted, reserved('t1')).when(release).then(released).againNothing();
    given(registered, granted, reserved('t1'), released).when(reserve('t2')).then(reserved('t2'));
    given(registered).when(release).thenNothing();
  });

  it('is never oversold, whatever the order', () => {
    const person = fc.constantFrom('t1', 't2', 't3', 't4');
    const command = fc.oneof(
      person.map(reserve),
      person.map((id): SponsorCommand => ({ type: 'ReleaseQuota', data: asker(id) })),
      fc.nat(3).map((n): SponsorCommand => ({
        type: 'GrantQuota',
        data: { ...places, places: n },
      })),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        let state: SponsorState = sponsor.evolve(sponsor.initialState, registered);
        for (const next of commands) {
          const answer = sponsor.decide(next, state, { at: AT, actor: WORKER });
          if (!isRejection(answer)) state = answer.reduce(sponsor.evolve, state);
          if (state.status === 'none') throw new Error('lost');
          for (const quota of state.quotas)
            expect(new Set(quota.reservedBy).size).toBeLessThanOrEqual(quota.places);
        }
      }),
    );
  });
});
