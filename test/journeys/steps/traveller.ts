import { type Asking, Caller, type Reply } from '@talentloop/testing/journeys';
import type { Who } from './world';

/** `cases` of `/cases/…` */
const rootOf = (path: string): string => path.split(/[/?]/)[1] ?? '';

/**
 * Which of the services, each at its own address, serves a path, as their OpenAPI documents say.
 * What each of them serves is asked of the last.
 */
export const findAddresses = async (urls: readonly string[]): Promise<(path: string) => string> => {
  const servers = new Map<string, string[]>();
  for (const url of urls) {
    const { body } = await new Caller(url).get('/openapi.json');
    for (const root of new Set(Object.keys(body.paths).map(rootOf)))
      servers.set(root, [...(servers.get(root) ?? []), url]);
  }
  return (path) => {
    const [only, ...others] = servers.get(rootOf(path)) ?? [];
    return only === undefined || others.length > 0 ? (urls.at(-1) ?? '') : only;
  };
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
