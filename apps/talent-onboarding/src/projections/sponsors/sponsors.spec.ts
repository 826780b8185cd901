import { recorded, tableOf } from '@talentloop/testing';
import type { SponsorEvent } from '../../domain/sponsor/events';
import { onePlace, registered, released, reserved } from '../../domain/sponsor/exemplars';
import { sponsors } from './sponsors';

const stream = 'sponsor-sponsor-1';
const rowAfter = (...events: readonly SponsorEvent[]) =>
  tableOf(
    sponsors,
    events.map((event, revision) => recorded(stream, event, { revision })),
  ).get('sponsor-1');
const grant = (places: number): SponsorEvent => ({
  type: 'QuotaGranted',
  data: { ...onePlace, places },
});

describe('the list of sponsors', () => {
  it('shows a company without a quota', () =>
    expect(rowAfter(registered)).toMatchObject({
      id: 'sponsor-1',
      name: 'Example Robotics Ltd',
      quotas: [],
      revision: 0,
    }));

  it('counts the places taken', () => {
    expect(rowAfter(registered, grant(2), reserved('t1'), grant(3))).toMatchObject({
      quotas: [{ scheme: 'TechTAS', places: 3, until: '2028-03-01', reserved: 1 }],
      revision: 3,
    });
    expect(rowAfter(registered, grant(2), reserved('t1'), released('t1'))).toMatchObject({
      quotas: [{ reserved: 0 }],
    });
  });
});
