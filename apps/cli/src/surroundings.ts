/** What a command uses of its environment, so that a spec can replace it. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** The columns of the terminal; 80 if there is none. */
  readonly columns: number;
  readonly colour: boolean;
  /** A terminal for progress bars, if there is one. */
  readonly progress?: NodeJS.WritableStream;
  /** Streams for commands that read or write bytes. */
  readonly input?: NodeJS.ReadableStream;
  readonly output?: NodeJS.WritableStream;
  /** Waits until the reader wants more output. Returns false to end it. */
  readonly more: (hint: string) => Promise<boolean>;
}

/** Exit codes: no problem, something was found, no answer could be given. */
export const FINE = 0;
export const FINDING = 1;
export const NO_ANSWER = 2;
export type ExitCode = typeof FINE | typeof FINDING | typeof NO_ANSWER;

/** Why there is no answer, in words for the user. */
export class CannotAnswer extends Error {
  override readonly name = 'CannotAnswer';
}
