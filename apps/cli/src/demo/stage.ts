import type { Cast, Exchange } from './cast';

/** One step of the journey, as text. */
export interface Step {
  readonly title: string;
  readonly exchange: Exchange;
  /** The answer in a few words. */
  readonly essence: string;
  /** What happened in other services because of this step. */
  readonly elsewhere: readonly string[];
}

/** What the parts of the journey need. */
export interface Stage {
  readonly cast: Cast;
  readonly tell: (step: Step) => void;
}

/** The person of the journey, and the correlation id of the journey. */
export interface Traveller {
  readonly id: string;
  readonly correlationId: string;
  readonly caseId: string;
  readonly caseNumber: string;
}
