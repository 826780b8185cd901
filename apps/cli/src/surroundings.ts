/** What a command is given of the world, so that a spec can give another one. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Of the terminal, 80 where there is none. */
  readonly columns: number;
  readonly colour: boolean;
  /** A terminal to draw progress on, where there is one. */
  readonly progress?: NodeJS.WritableStream;
  /** Bytes in and out, where a command takes or gives more than words. */
  readonly input?: NodeJS.ReadableStream;
  readonly output?: NodeJS.WritableStream;
  /** Waits until the reader wants more; false when they have had enough. */
  readonly more: (hint: string) => Promise<boolean>;
}

/** Exit codes: nothing wrong, something was found, no answer could be given. */
export const FINE = 0;
export const FINDING = 1;
export const NO_ANSWER = 2;
export type ExitCode = typeof FINE | typeof FINDING | typeof NO_ANSWER;

/** Why there is no answer, in words for whoever asked. */
export class CannotAnswer extends Error {
  override readonly name = 'CannotAnswer';
}
