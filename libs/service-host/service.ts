import { journeys } from '@talentloop/audit';
import type {
  CategoryDefinition,
  ColumnType,
  Command,
  Deadline,
  DeadlineRow,
  Decider,
  DomainEvent,
  Process,
  ProcessCommand,
  ReadModel,
} from '@talentloop/event-sourcing';
import type { Consumes, Publication, Publishes } from '@talentloop/integration-bus';

export type AnyDecider = Decider<Command, unknown, DomainEvent, string>;
export type AnyReadModel = ReadModel<object, DomainEvent>;
export type AnyProcess = Process<DomainEvent>;
export type AnyDeadline = Deadline<DeadlineRow, DomainEvent>;

/** One bounded context, whole: what its streams, tables, reactions and contracts are. */
export interface Service {
  /** `service-centre` */
  readonly name: string;
  /** `service_centre`: where its log, read models and positions are kept. */
  readonly schema: string;
  readonly categories: readonly CategoryDefinition[];
  readonly deciders: readonly AnyDecider[];
  readonly readModels: readonly AnyReadModel[];
  readonly processes: readonly AnyProcess[];
  readonly deadlines: readonly AnyDeadline[];
  readonly publishes: Publishes<DomainEvent>;
  readonly consumes: Consumes;
  /** Refusals that mean "not heard of yet": such a message is tried again, then parked. */
  readonly notHeardOf: readonly string[];
}

/** Every table of a service, those of its deadlines too. */
export const readModelsOf = ({ readModels, deadlines }: Service): readonly AnyReadModel[] => [
  ...readModels,
  ...deadlines.map(({ readModel }) => readModel as unknown as AnyReadModel),
];

interface ReadModelLike {
  readonly name: string;
  readonly version: number;
  readonly columns: Readonly<Record<string, ColumnType>>;
  readonly indexes?: readonly (readonly string[])[];
  keysOf(event: never): readonly string[];
  readonly on: object;
}

interface ReactionsLike {
  readonly name: string;
  readonly on: object;
}

/** The parts of a service as its folders export them, each typed by its own events. */
export interface ServiceParts {
  readonly name: string;
  readonly schema: string;
  readonly categories: readonly CategoryDefinition[];
  readonly deciders: readonly AnyDecider[];
  readonly readModels: readonly ReadModelLike[];
  readonly processes: readonly ReactionsLike[];
  readonly deadlines: readonly {
    readonly name: string;
    readonly readModel: ReadModelLike;
    readonly fire: (row: never, key: string) => ProcessCommand;
  }[];
  readonly publishes: Readonly<
    Record<string, ((event: never) => readonly Publication[]) | undefined>
  >;
  readonly consumes: Consumes;
  readonly notHeardOf?: readonly string[];
}

/**
 * Collects a service, with the table of its journeys that auditors ask for. The runners hand each fold and each reaction only events of its own type, so
 * the one cast here gives up what TypeScript cannot say: "for some E, a read model of E".
 */
export const defineService = (parts: ServiceParts): Service => {
  const readModels = [...parts.readModels, journeys(parts.categories)];
  return { notHeardOf: [], ...parts, readModels } as unknown as Service;
};
