import type { Cast, Told } from './cast';

/** One step of the journey, told. */
export interface Step {
  readonly title: string;
  readonly told: Told;
  /** The answer in a few words. */
  readonly essence: string;
  /** What happened elsewhere because of it. */
  readonly elsewhere: readonly string[];
}

/** What the parts of the journey are given. */
export interface Stage {
  readonly cast: Cast;
  readonly tell: (step: Step) => void;
}

/** Whom the journey is about, and what it is called in the logs. */
export interface Traveller {
  readonly id: string;
  readonly correlationId: string;
  readonly caseId: string;
  readonly caseNumber: string;
}
