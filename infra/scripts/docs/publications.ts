import type { Service } from '@talentloop/service-host';
import { findSamples, releasedEvents } from '@talentloop/reference';
import { services } from '../../../apps/reference/src/services';

/** A contract that a service publishes, and the event that leads to it. */
export interface Said {
  readonly contract: string;
  readonly event: string;
}

/** What a service's events publish. It is found by publishing the stored samples of each event. */
export const saidBy = ({ name, publishes }: Service): readonly Said[] => {
  const own = releasedEvents(services).filter(({ file }) => file.startsWith(`${name}/`));
  return own.flatMap((each) => {
    const { type } = each.definition;
    const place = { position: 1, committedAt: '2026-03-02T02:00:00.000Z' };
    const samples = (findSamples(each) ?? []).map(({ opened }) => ({ ...opened, ...place }));
    const said = samples.flatMap((event) => publishes.reactionTo(event)?.(event) ?? []);
    return [...new Set(said.map(({ contract }) => contract.name))].map((contract) => ({
      contract,
      event: type,
    }));
  });
};
