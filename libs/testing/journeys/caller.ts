import { until } from '@talentloop/testing';

/** JSON as it comes back: tests look into it freely and fail where it is not what they expect. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Reply {
  readonly status: number;
  readonly body: Json;
  readonly headers: Headers;
}

export interface Asking {
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A client that calls the product over HTTP: a persona with its token, or a stranger without one.
 */
export class Caller {
  private token: Promise<string> | undefined;

  constructor(
    readonly url: string,
    private readonly persona?: string,
    private readonly talentId?: string,
  ) {}

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
    return this.send('GET', path, undefined, { headers });
  }

  post(path: string, body: object = {}, asking: Asking = {}): Promise<Reply> {
    return this.send('POST', path, JSON.stringify(body), asking);
  }

  delete(path: string, asking: Asking = {}): Promise<Reply> {
    return this.send('DELETE', path, undefined, asking);
  }

  /** A command that must be accepted; answers its body. */
  async do(path: string, body: object = {}, asking: Asking = {}): Promise<Json> {
    const reply = await this.post(path, body, asking);
    if (reply.status >= 300) {
      throw new Error(`POST ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    }
    return reply.body;
  }

  /** The body of a GET once it is as expected; waits for the condition, never for time alone. */
  async see(path: string, expected: (body: Json) => unknown): Promise<Json> {
    let [status, body]: [number, Json] = [0, undefined];
    await until(
      () => `GET ${path} stayed ${status} ${JSON.stringify(body).slice(0, 2_000)}`,
      async () => {
        ({ status, body } = await this.get(path));
        return status === 200 && Boolean(expected(body));
      },
    );
    return body;
  }

  /** Sends exactly these bytes. */
  async send(
    method: string,
    path: string,
    body: string | Uint8Array<ArrayBuffer> | undefined,
    { key, headers = {} }: Asking = {},
  ): Promise<Reply> {
    const token = await this.authorization();
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(key !== undefined && { 'idempotency-key': key }),
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    const json = text !== '' && type.includes('json') ? JSON.parse(text) : text;
    return { status: response.status, body: json, headers: response.headers };
  }

  private authorization(): Promise<string | undefined> {
    if (this.persona === undefined) return Promise.resolve(undefined);
    this.token ??= this.issue().catch((error: unknown) => {
      // The process that issues tokens may be starting again, so the next request asks for a token
      // again.
      this.token = undefined;
      throw error;
    });
    return this.token;
  }

  private async issue(): Promise<string> {
    const { persona, talentId } = this;
    const reply = await new Caller(this.url).post('/dev/token', { persona, talentId });
    if (reply.status !== 200)
      throw new Error(`no token: ${reply.status} ${JSON.stringify(reply.body)}`);
    return String(reply.body.access_token);
  }
}
