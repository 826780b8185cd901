import { type Asking, Caller, type Reply } from '@talentloop/journey-testing';
import type { Who } from './world';

/** Finds which of the three services, each at its own address, serves a path. */
export const addressOf =
  ([onboarding = '', centre = '', accommodation = '']: readonly string[]) =>
  (path: string): string => {
    if (/^\/(talents|sponsors|schemes|consent-texts)\b/.test(path)) return onboarding;
    if (/^\/(cases|worklist|centres|case-types)\b/.test(path)) return centre;
    return accommodation;
  };

/** A caller that sends each request to the service that serves the path. */
export class Traveller extends Caller {
  private readonly callers = new Map<string, Caller>();

  constructor(
    private readonly urlOf: (path: string) => string,
    private readonly who: Who,
    private readonly talent: string | undefined,
  ) {
    super('');
  }

  override send(
    method: string,
    at: string,
    body: string | Uint8Array<ArrayBuffer> | undefined,
    asking?: Asking,
  ): Promise<Reply> {
    const url = this.urlOf(at);
    const caller = this.callers.get(url) ?? new Caller(url, this.who, this.talent);
    this.callers.set(url, caller);
    return caller.send(method, at, body, asking);
  }
}
