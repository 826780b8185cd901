import { recorded, tableOf } from '@talentloop/testing';
import type { SponsorEvent } from '../../domain/sponsor/events';
import { sponsors } from './sponsors';

const stream = 'sponsor-sponsor-1';
const rowAfter = (...events: readonly SponsorEvent[]) =>
  tableOf(
    sponsors,
    events.map((event, revision) => recorded(stream, event, { revision })),
  ).get('sponsor-1');
const registered: SponsorEvent = {
  type: 'SponsorRegistered',
  data: {
    sponsorId: 'sponsor-1',
    name: 'Example Robotics Ltd',
    sector: 'ai-and-data-science',
    origin: 'overseas',
  },
};
const grant = (places: number): SponsorEvent => ({
  type: 'QuotaGranted',
  data: { scheme: 'TechTAS', places, until: '2028-03-01' },
});
const holder = { scheme: 'TechTAS', talentId: 't1' } as const;

describe('the list of sponsors', () => {
  it('shows a company without a quota', () =>
    expect(rowAfter(registered)).toMatchObject({
      id: 'sponsor-1',
      name: 'Example Robotics Ltd',
      quotas: [],
      revision: 0,
    }));

  it('counts the places taken', () => {
    const reserved: SponsorEvent = { type: 'QuotaReserved', data: holder };
    const released: SponsorEvent = { type: 'QuotaReleased', data: holder };
    expect(rowAfter(registered, grant(2), reserved, grant(3))).toMatchObject({
      quotas: [{ scheme: 'TechTAS', places: 3, until: '2028-03-01', reserved: 1 }],
      revision: 3,
    });
    expect(rowAfter(registered, grant(2), reserved, released)).toMatchObject({
      quotas: [{ reserved: 0 }],
    });
  });
});
