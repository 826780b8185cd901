import { setTimeout as sleep } from 'node:timers/promises';
import type { Persona } from '@talentloop/access';
import { z } from 'zod';

/** A token lives twelve hours by the installation's clock, which the seeding moves. */
const TOKEN_KEPT_MS = 6 * 3_600_000;
const BUSY = new Set([429, 503]);
const ATTEMPTS_MAX = 20;
const RETRY_MS = 100;

const issued = z.looseObject({ access_token: z.string() });

/** What a POST needs beside its path: the caller, and the headers that make it repeatable. */
export interface Asking {
  readonly as: Persona;
  /** The talent that the persona `talent` is. */
  readonly self?: string | undefined;
  readonly body?: object | undefined;
  readonly key?: string;
  readonly correlation?: string | undefined;
}

/** An answer that the seeding does not expect. */
class UnexpectedAnswer extends Error {
  constructor(
    readonly status: number,
    method: string,
    path: string,
    answer: unknown,
  ) {
    const said = z
      .looseObject({ code: z.string(), detail: z.string().optional() })
      .safeParse(answer);
    super(`${method} ${path} was answered ${status} ${said.data?.code ?? ''}`.trim());
  }
}

/** The people of the demo world, over the public interface. */
export class DemoClient {
  private readonly tokens = new Map<
    string,
    { readonly at: number; readonly token: Promise<string> }
  >();

  constructor(
    private readonly url: string,
    /** Milliseconds by the installation's clock. */
    private readonly now: () => number,
    private readonly signal: AbortSignal,
  ) {}

  /** @throws UnexpectedAnswer for any status but 2xx. */
  async get(as: Persona, path: string): Promise<unknown> {
    return this.send('GET', path, { as });
  }

  /** The body of a GET, or undefined for 404. */
  async find(as: Persona, path: string): Promise<unknown> {
    try {
      return await this.get(as, path);
    } catch (error) {
      if (error instanceof UnexpectedAnswer && error.status === 404) return undefined;
      throw error;
    }
  }

  /** @throws UnexpectedAnswer for any status but 2xx. */
  async post(path: string, asking: Asking): Promise<unknown> {
    return this.send('POST', path, asking);
  }

  private async send(method: string, path: string, asking: Asking): Promise<unknown> {
    const { body, key, correlation } = asking;
    for (let attempt = 1; ; attempt += 1) {
      this.signal.throwIfAborted();
      const response = await fetch(`${this.url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await this.token(asking)}`,
          ...(body && { 'content-type': 'application/json' }),
          ...(key !== undefined && { 'idempotency-key': key }),
          ...(correlation !== undefined && { 'x-correlation-id': correlation }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      const answer: unknown = await response.json().catch(() => undefined);
      if (response.ok) return answer;
      if (!BUSY.has(response.status) || attempt === ATTEMPTS_MAX)
        throw new UnexpectedAnswer(response.status, method, path, answer);
      await sleep(RETRY_MS);
    }
  }

  private token({ as, self = '' }: Asking): Promise<string> {
    const now = this.now();
    const name = `${as} ${self}`;
    const known = this.tokens.get(name);
    if (known && Math.abs(now - known.at) < TOKEN_KEPT_MS) return known.token;
    const token = this.issue(as, self);
    this.tokens.set(name, { at: now, token });
    return token;
  }

  private async issue(persona: Persona, self: string): Promise<string> {
    const response = await fetch(`${this.url}/dev/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ persona, ...(self !== '' && { talentId: self }) }),
    });
    return issued.parse(await response.json()).access_token;
  }
}
