import { journeys } from '@talentloop/audit';
import type {
  Aggregate,
  CategoryDefinition,
  Command,
  Deadline,
  Decider,
  DomainEvent,
  Process,
  ReadModel,
} from '@talentloop/event-sourcing';
import type { Consumes, Publications } from '@talentloop/integration-bus';

export type AnyDecider = Decider<Command, unknown, DomainEvent, string>;

/** One bounded context, whole: what its streams, tables, reactions and contracts are. */
export interface Service {
  /** `service-centre` */
  readonly name: string;
  /** `service_centre`: where its log, read models and positions are kept. */
  readonly schema: string;
  readonly aggregates: readonly Aggregate[];
  /** The codecs of the aggregates. */
  readonly categories: readonly CategoryDefinition[];
  readonly deciders: readonly AnyDecider[];
  readonly readModels: readonly ReadModel[];
  readonly processes: readonly Process[];
  readonly deadlines: readonly Deadline[];
  readonly publishes: Publications;
  readonly consumes: Consumes;
  /** Refusals that mean "not heard of yet": such a message is tried again, then parked. */
  readonly retriedRefusals: readonly string[];
}

/** Every table of a service, those of its deadlines too. */
export const readModelsOf = ({ readModels, deadlines }: Service): readonly ReadModel[] => [
  ...readModels,
  ...deadlines.map(({ readModel }) => readModel),
];

/** The parts of a service, as its folders export them. */
export type ServiceParts = Omit<Service, 'categories' | 'deciders' | 'retriedRefusals'> &
  Partial<Pick<Service, 'retriedRefusals'>>;

/** Collects a service, with the table of its journeys that auditors ask for. */
export const defineService = (parts: ServiceParts): Service => {
  const categories = parts.aggregates.map(({ codec }) => codec);
  return {
    retriedRefusals: [],
    ...parts,
    categories,
    deciders: parts.aggregates.map(({ decider }) => decider),
    readModels: [...parts.readModels, journeys(categories)],
  };
};
