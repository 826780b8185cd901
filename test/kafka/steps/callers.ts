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

/** As most callers do it today: connections are kept, and how is the library's matter. */
const byFetch: Ask = async (method, url, headers, body) => {
  const response = await fetch(url, { method, headers, ...(body !== undefined && { body }) });
  return { status: response.status, body: await response.json() };
};

/** On connections as the agent has them; without one, a new connection for each request. */
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

/** Of the innermost cause; errors of Node's own are not `Error` as a spec knows it. */
const codeOf = (error: unknown): string => {
  if (!types.isNativeError(error)) return String(error);
  if ('code' in error) return String(error.code);
  return error.cause === undefined ? String(error) : codeOf(error.cause);
};

/** What is asked again and again, of whom and with which answer. */
export interface Habit {
  readonly urls: readonly string[];
  readonly persona: string;
  /** Its next request; what is learnt from answers is told to `learn`. */
  readonly next: (n: number) => {
    readonly method: 'GET' | 'POST';
    readonly path: string;
    readonly body?: object;
    readonly status: number;
    readonly learn?: (body: Json) => void;
  };
}

/**
 * Callers who ask at a steady pace, and the other address where nobody listens, under the same key.
 * Whatever else goes wrong is a failure: a connection that is cut, a status that is not the expected.
 */
export class SteadyCallers {
  readonly failures: string[] = [];
  /** How often nobody listened, and how many requests were answered as they should be. */
  refused = 0;
  answered = 0;
  private readonly stopping = new AbortController();
  private readonly working: Promise<void>[] = [];
  private readonly agent = new Agent({ keepAlive: true });

  /** One caller of each kind has the habit, and asks this often. */
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
