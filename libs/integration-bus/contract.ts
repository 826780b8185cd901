import {
  type Instant,
  type ProcessCommand,
  type Reactions,
  type ReactionSource,
  reactions,
  type Schema,
} from '@talentloop/event-sourcing';

/** What every contract carries beside its own fields: ids and codes, never personal data. */
export interface Scope {
  /** The portal back end that registered the person; absent when a centre did. */
  readonly client?: string | undefined;
  readonly centre: string;
}

/** One versioned integration event of the published language. A change of shape is a new version. */
export interface Contract<N extends string = string, D extends Scope = Scope> {
  /** `talent.registered` */
  readonly name: N;
  readonly version: number;
  /** `talentloop.talent` */
  readonly topic: string;
  readonly schema: Schema<D>;
}

export const defineContract = <N extends string, D extends Scope>(
  contract: Contract<N, D>,
): Contract<N, D> => contract;

/** `talentloop.talent.registered.v1`, the CloudEvents type. */
export const cloudEventType = ({ name, version }: Pick<Contract, 'name' | 'version'>): string =>
  `talentloop.${name}.v${version}`;

/** What a domain event says to the other services. */
export interface Publication<D extends Scope = Scope> {
  readonly contract: Contract<string, D>;
  readonly data: D;
}

export const publish = <N extends string, D extends Scope>(
  contract: Contract<N, D>,
  data: D,
): Publication => ({ contract, data });

/** Domain events → contracts; pure, and from fields that are not personal (they arrive sealed). */
export type Publications = Reactions<Publication>;

/** What a service publishes. @throws TypeError when two sources are of one category. */
export const publications = (sources: readonly ReactionSource<Publication>[]): Publications =>
  reactions('publications', sources);

/**
 * A contract on its way: CloudEvents 1.0. Its key is `subject` (the stream's name), so what one
 * stream says stays in order.
 */
export interface IntegrationMessage {
  /** UUIDv5(event id, contract). */
  readonly id: string;
  /** `talentloop.talent.registered.v1` */
  readonly type: string;
  /** `/talent-onboarding` */
  readonly source: string;
  readonly topic: string;
  /** `talent-<uuid>` */
  readonly subject: string;
  /** The event's revision in 16 digits. */
  readonly sequence: string;
  /** The event's recordedAt. */
  readonly time: Instant;
  readonly correlationId: string;
  /** The id of the domain event that says this. */
  readonly causationId: string;
  readonly client?: string | undefined;
  readonly centre: string;
  readonly data: Scope;
}

/** One contract → commands of the consuming service. Ids: UUIDv5(message id, consumer, target). */
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
  /** `service-centre`: the name in the consumer group `talentloop.<consumer>`. */
  readonly consumer: string;
  readonly reactions: readonly Reaction[];
}
