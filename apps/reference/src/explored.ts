import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Command, Decider, DomainEvent, Exemplars } from '@talentloop/event-sourcing';
import { type Explored, exploreExemplars } from '@talentloop/reference';
import { services } from './services';

const APPS = path.resolve(__dirname, '../..');

type AnyDecider = Decider<Command, unknown, DomainEvent, string>;
type AnyExemplars = Exemplars<Record<string, object>, unknown, DomainEvent>;

const exportedBy = (file: string): Readonly<Record<string, unknown>> => require(file);

const isDecider = (it: unknown): it is AnyDecider =>
  typeof it === 'object' && it !== null && 'decide' in it && 'category' in it;

const isExemplars = (it: unknown): it is AnyExemplars =>
  typeof it === 'object' && it !== null && 'commands' in it && 'statusOf' in it;

const only = <T>(file: string, isOne: (it: unknown) => it is T): T => {
  const [found, ...others] = Object.values(exportedBy(file)).filter(isOne);
  if (!found || others.length > 0) throw new Error(`${file} does not export exactly one`);
  return found;
};

/**
 * What every decider of a service can do, walked with the exemplars of its aggregate's folder; in the
 * order of the service's deciders.
 */
export const exploredOf = (service: string): readonly Explored[] => {
  const domain = path.join(APPS, service, 'src/domain');
  const explored = readdirSync(domain)
    .filter((name) => existsSync(path.join(domain, name, 'exemplars.ts')))
    .map((name) =>
      exploreExemplars(
        only(path.join(domain, name, name), isDecider),
        only(path.join(domain, name, 'exemplars'), isExemplars),
      ),
    );
  const deciders = services.find(({ name }) => name === service)?.deciders ?? [];
  const placeOf = ({ category }: Explored): number =>
    deciders.findIndex((decider) => decider.category === category);
  return explored.sort((a, b) => placeOf(a) - placeOf(b));
};
