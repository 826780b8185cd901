import type { Actor, Position, Process, Receipt } from '@talentloop/event-sourcing';

/** Provided once for the installation, by `InstallationModule`. */
export const CLOCK = Symbol('CLOCK'); // Clock
export const POOL = Symbol('POOL'); // pg Pool
export const TOKEN_VERIFIER = Symbol('TOKEN_VERIFIER'); // TokenVerifier
export const READINESS = Symbol('READINESS'); // Readiness
export const IDEMPOTENCY_KEY = Symbol('IDEMPOTENCY_KEY'); // KeyObject
/** Aborted when the process begins to drain; a stream of changes ends itself then. */
export const DRAINING = Symbol('DRAINING'); // AbortSignal
export const LOGGER = Symbol('LOGGER'); // pino Logger

/** Provided by each service's module. */
export const SERVICE = Symbol('SERVICE'); // ServiceDefinition
export const EVENT_STORE = Symbol('EVENT_STORE'); // EventStore
export const DECISIONS = Symbol('DECISIONS'); // Decisions
export const READ_MODEL_PROGRESS = Symbol('READ_MODEL_PROGRESS'); // ReadModelProgress
export const FOLLOW_UPS = Symbol('FOLLOW_UPS'); // FollowUpSteps
export const REFUSAL_PROBLEMS = Symbol('REFUSAL_PROBLEMS'); // RefusalProblems<string>

export interface ServiceDefinition {
  /** `service-centre` */
  readonly name: string;
  /** `service_centre` */
  readonly schema: string;
}

/** Whether the process is migrated and has caught up once. */
export interface Readiness {
  /** What is still being waited for, by name; empty when ready. */
  waitingFor(): readonly string[] | Promise<readonly string[]>;
}

/** How far the read models of one service have come. */
export interface ReadModelProgress {
  /** True once every named read model has reached the position; false when the time is over. */
  waitFor(names: readonly string[], position: Position, timeoutMs: number): Promise<boolean>;
  /** False while the read model is stopped: what it shows may be wrong and will not get newer. */
  isUsable(name: string): Promise<boolean>;
}

/** Which of a process's next steps a request performs itself. */
export interface FollowUpsOf {
  readonly process: Process;
  /** Only commands for streams of this decider. */
  readonly to?: { readonly category: string };
}

/** Performs what a process would do next; `FollowUps` of libs/processes does. */
export interface FollowUpSteps {
  /** Whatever fails is left to the process. */
  attempt(
    process: Process,
    receipt: Receipt,
    followUp: { readonly actor: Actor; readonly to?: { readonly category: string } },
  ): Promise<void>;
}
