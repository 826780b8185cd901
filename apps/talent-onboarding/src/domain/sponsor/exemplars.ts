import type { Exemplars } from '@talentloop/event-sourcing';
import { CASEWORKER as by } from '../values/exemplary-actors';
import type { SponsorCommandData } from './commands';
import type { SponsorEvent, SponsorEventOf } from './events';
import { findQuota, type SponsorState } from './state';

/** An obviously fictional company. */
export const company = {
  sponsorId: 'sponsor-1',
  name: 'Example Robotics Ltd',
  sector: 'ai-and-data-science',
  origin: 'overseas',
} as const;
export const registered: SponsorEventOf<'SponsorRegistered'> = {
  type: 'SponsorRegistered',
  data: company,
};

/** One place, so that a second person finds it taken. */
export const onePlace = { scheme: 'TechTAS', places: 1, until: '2028-03-01' } as const;
export const granted: SponsorEventOf<'QuotaGranted'> = { type: 'QuotaGranted', data: onePlace };
const twoPlaces = { scheme: 'TechTAS', places: 2, until: '2028-12-31' } as const;

export const placeOf = (talentId: string) => ({ scheme: 'TechTAS', talentId }) as const;
export const reserved = (talentId: string): SponsorEventOf<'QuotaReserved'> => ({
  type: 'QuotaReserved',
  data: placeOf(talentId),
});
export const released = (talentId: string): SponsorEventOf<'QuotaReleased'> => ({
  type: 'QuotaReleased',
  data: placeOf(talentId),
});

/** A grant until this day is never over already. */
const LAST_DAY = '9999-12-31';

export const sponsorExemplars: Exemplars<SponsorCommandData, SponsorState, SponsorEvent> = {
  statusOf: ({ status }) => status,
  detailOf: (state) => state.status === 'registered' && state.quotas,
  commands: {
    RegisterSponsor: [{ given: [], by, data: company, then: [registered] }],
    GrantQuota: [
      { given: [registered], by, data: onePlace, then: [granted] },
      {
        given: [registered, granted, reserved('talent-1')],
        by,
        data: twoPlaces,
        then: [{ type: 'QuotaGranted', data: twoPlaces }],
      },
    ],
    ReserveQuota: [
      {
        given: [registered, granted],
        by,
        data: placeOf('talent-1'),
        then: [reserved('talent-1')],
      },
    ],
    ReleaseQuota: [
      {
        given: [registered, granted, reserved('talent-1')],
        by,
        data: placeOf('talent-1'),
        then: [released('talent-1')],
      },
    ],
  },
  fitted: {
    // One place more than the company holds: never what it holds already, never less than is taken.
    GrantQuota: (state) => {
      const held = state.status === 'registered' ? findQuota(state, onePlace.scheme) : undefined;
      return { ...onePlace, places: (held?.places ?? 0) + 1, until: LAST_DAY };
    },
  },
};
