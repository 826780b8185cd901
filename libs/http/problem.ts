import type { Language, Translated } from '@talentloop/locale';
import { type GeneralCode, type GeneralProblem, generalProblems } from './problem-catalogue';

/** One thing wrong with the input, and where: a JSON pointer (RFC 6901) into the body or query. */
export interface InputError {
  readonly pointer: string;
  readonly message: string;
}

/** A refusal of the domain as HTTP says it: 409 unless the catalogue says otherwise. */
export interface RefusalProblem {
  readonly status?: 400 | 403 | 404 | 409;
  readonly title: Translated;
}

/** What a service answers to each of its refusal codes; total, so none can be forgotten. */
export type RefusalProblems<R extends string = string> = Readonly<Record<R, RefusalProblem>>;

interface ProblemOptions {
  readonly detail?: string;
  readonly errors?: readonly InputError[];
  /** What the domain says beside the code; becomes the member `details`. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** The body of an error, RFC 9457. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly errors?: readonly InputError[];
  readonly details?: Readonly<Record<string, unknown>>;
}

/** An answer that is an error: thrown anywhere below HTTP, written by the problem filter. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: Translated,
    private readonly options: ProblemOptions = {},
  ) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.headers = options.headers ?? {};
  }

  body(language: Language, instance: string): ProblemBody {
    const { detail, errors, details } = this.options;
    const title = this.title[language];
    return {
      type: `urn:talentloop:problem:${this.code}`,
      title,
      status: this.status,
      detail: detail ?? title,
      instance,
      code: this.code,
      ...(errors && { errors }),
      ...(details && { details }),
    };
  }
}

/** A problem that any service may answer, by its code. */
export const problem = (code: GeneralCode, options?: ProblemOptions): Problem => {
  const { status, title, headers = {} }: GeneralProblem = generalProblems[code];
  return new Problem(status, code, title, { headers, ...options });
};

/** Nothing there, or not for this caller: the same answer, so that nobody learns which. */
export const notFound = (): Problem => problem('not-found');

export const invalidInput = (...errors: readonly InputError[]): Problem =>
  problem('invalid-input', { errors });
