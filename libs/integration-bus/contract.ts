import {
  type Instant,
  type ProcessCommand,
  type Reactions,
  type ReactionSource,
  reactions,
  type Schema,
} from '@talentloop/event-sourcing';

/** What every contract has beside its own fields: ids and codes, never personal data. */
export interface Scope {
  /** The portal that registered the person; absent if a centre did. */
  readonly client?: string | undefined;
  readonly centre: string;
}

/**
 * One versioned integration event of the published language. A change of its shape needs a new
 * version.
 */
export interface Contract<N extends string = string, D extends Scope = Scope> {
  /** Such as `talent.registered`. */
  readonly name: N;
  readonly version: number;
  /** Such as `talentloop.talent`. */
  readonly topic: string;
  readonly schema: Schema<D>;
}

export const defineContract = <N extends string, D extends Scope>(
  contract: Contract<N, D>,
): Contract<N, D> => contract;

/** The CloudEvents type, such as `talentloop.talent.registered.v1`. */
export const cloudEventType = ({ name, version }: Pick<Contract, 'name' | 'version'>): string =>
  `talentloop.${name}.v${version}`;

/** What a domain event tells the other services. */
export interface Publication<D extends Scope = Scope> {
  readonly contract: Contract<string, D>;
  readonly data: D;
}

export const publish = <N extends string, D extends Scope>(
  contract: Contract<N, D>,
  data: D,
): Publication => ({ contract, data });

/**
 * Functions from domain events to contracts. They are pure and use no personal fields, which arrive
 * sealed.
 */
export type Publications = Reactions<Publication>;

/** What a service publishes. @throws TypeError if two sources have the same category. */
export const publications = (sources: readonly ReactionSource<Publication>[]): Publications =>
  reactions('publications', sources);

/**
 * A contract as a CloudEvents 1.0 message. Its key is `subject`, the name of the stream, so the
 * messages of one stream stay in order.
 */
export interface IntegrationMessage {
  /** UUIDv5(event id, contract). */
  readonly id: string;
  /** Such as `talentloop.talent.registered.v1`. */
  readonly type: string;
  /** Such as `/talent-onboarding`. */
  readonly source: string;
  readonly topic: string;
  /** Such as `talent-<uuid>`. */
  readonly subject: string;
  /** The event's revision in 16 digits. */
  readonly sequence: string;
  /** The event's `recordedAt`. */
  readonly time: Instant;
  readonly correlationId: string;
  /** The id of the domain event from which the message was made. */
  readonly causationId: string;
  readonly client?: string | undefined;
  readonly centre: string;
  readonly data: Scope;
}

/**
 * Turns one contract into commands of the consuming service. Their ids are UUIDv5(message id,
 * consumer, target).
 */
export interface Reaction<D extends Scope = Scope> {
  readonly contract: Contract<string, D>;
  /** `data` is what the schema of this contract answered, so it may be typed by the contract. */
  react(data: D, message: IntegrationMessage): readonly ProcessCommand[];
}

export const when = <N extends string, D extends Scope>(
  contract: Contract<N, D>,
  react: (data: D, message: IntegrationMessage) => readonly ProcessCommand[],
): Reaction => ({ contract, react });

/** What a service listens to. */
export interface Consumes {
  /**
   * The consumer's name in the consumer group `talentloop.<consumer>`, such as `service-centre`.
   */
  readonly consumer: string;
  readonly reactions: readonly Reaction[];
}
