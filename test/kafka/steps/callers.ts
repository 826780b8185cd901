import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { types } from 'node:util';
import { Caller, type Json } from '@talentloop/testing/journeys';
import { paced } from '@talentloop/testing';

interface Reply {
  readonly status: number;
  readonly body: Json;
}

type Headers = Readonly<Record<string, string>>;
type Ask = (method: string, url: string, headers: Headers, body?: string) => Promise<Reply>;

/** Calls as most clients do today: the library keeps connections as it likes. */
const byFetch: Ask = async (method, url, headers, body) => {
  const response = await fetch(url, { method, headers, ...(body !== undefined && { body }) });
  return { status: response.status, body: await response.json() };
};

/**
 * Calls over the agent's connections, or over a new connection for each request without an agent.
 */
const byHttp =
  (agent: Agent | false): Ask =>
  (method, url, headers, body) =>
    new Promise((resolve, reject) => {
      const sent = request(url, { method, headers, agent }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });

/**
 * The code of the innermost cause. Errors of Node.js itself are not instances of the `Error` that a
 * spec knows.
 */
const codeOf = (error: unknown): string => {
  if (!types.isNativeError(error)) return String(error);
  if ('code' in error) return String(error.code);
  return error.cause === undefined ? String(error) : codeOf(error.cause);
};

/** What a caller asks repeatedly, at which addresses and with which expected answer. */
export interface Habit {
  readonly urls: readonly string[];
  readonly persona: string;
  /** The caller's next request. `learn` gets the answer. */
  readonly next: (n: number) => {
    readonly method: 'GET' | 'POST';
    readonly path: string;
    readonly body?: object;
    readonly status: number;
    readonly learn?: (body: Json) => void;
  };
}

/**
 * Callers that send requests at a steady pace. If no process listens at one address, they use the
 * other address under the same key. Every other problem is a failure: a connection that is cut, or
 * an unexpected status.
 */
export class SteadyCallers {
  readonly failures: string[] = [];
  /** How often no process listened, and how many requests were answered as expected. */
  refused = 0;
  answered = 0;
  private readonly stopping = new AbortController();
  private readonly working: Promise<void>[] = [];
  private readonly agent = new Agent({ keepAlive: true });

  /**
   * Starts one caller for each way of calling. Each sends the habit's requests at this interval.
   */
  async begin(habit: Habit, everyMs: number): Promise<void> {
    const reply = await new Caller(habit.urls[0] ?? '').post('/dev/token', {
      persona: habit.persona,
    });
    const authorization = `Bearer ${String(reply.body.access_token)}`;
    for (const ask of [byFetch, byHttp(this.agent), byHttp(false)]) {
      this.working.push(this.keepAsking(habit, ask, { authorization }, everyMs));
    }
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.working);
    this.agent.destroy();
  }

  private async keepAsking(habit: Habit, ask: Ask, headers: Headers, everyMs: number) {
    for await (const n of paced(everyMs, this.stopping.signal)) {
      await this.once(habit, ask, headers, n);
    }
  }

  private async once({ urls, next }: Habit, ask: Ask, headers: Headers, n: number): Promise<void> {
    const { method, path, body, status, learn } = next(n);
    const said = body && JSON.stringify(body);
    const all: Headers = {
      ...headers,
      ...(said !== undefined && {
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      }),
    };
    for (const url of [...urls.slice(n % urls.length), ...urls.slice(0, n % urls.length)]) {
      try {
        const reply = await ask(method, `${url}${path}`, all, said);
        if (reply.status !== status) {
          const found = `${reply.status} ${JSON.stringify(reply.body)}`;
          this.failures.push(`${method} ${url}${path}: ${found}`);
        } else {
          this.answered += 1;
          learn?.(reply.body);
        }
        return;
      } catch (error) {
        const code = codeOf(error);
        if (code !== 'ECONNREFUSED') {
          this.failures.push(`${method} ${url}${path}: ${code}`);
          return;
        }
        this.refused += 1;
      }
    }
    this.failures.push(`${method} ${path}: nobody listens at ${urls.join(' or ')}`);
  }
}
