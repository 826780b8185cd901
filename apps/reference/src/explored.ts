import { type Explored, exploreExemplars } from '@talentloop/reference';
import { services } from './services';

/** What every decider of a service can do, walked with the exemplars of its aggregate. */
export const exploredOf = (service: string): readonly Explored[] =>
  (services.find(({ name }) => name === service)?.aggregates ?? []).map((aggregate) =>
    aggregate.visit(exploreExemplars),
  );
