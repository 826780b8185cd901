import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { CannotAnswer } from '../surroundings';

/** The people of the journey, under their names at the development issuer. */
export type Who = 'portal' | 'caseworker' | 'supervisor' | 'housing-officer' | 'talent' | 'auditor';

/** A request as it was sent, and its answer. */
export interface Exchange {
  readonly who: Who;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
  readonly status: number;
  readonly answer: unknown;
}

/** The installation answered a request otherwise than the demo expects. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';

  constructor({ who, method, path, status, answer }: Exchange) {
    super(`${method} ${path} as ${who} was answered ${status}: ${JSON.stringify(answer)}`);
  }
}

const WAIT_MS_MAX = 20_000;
const POLL_MS = 50;

const issued = z.looseObject({ access_token: z.string() });

/** The people who take part, each with a development token. */
export class Cast {
  private readonly tokens = new Map<Who, Promise<string>>();

  /** @param addressOf Returns the address of the service that serves a path. */
  constructor(private readonly addressOf: (path: string) => string) {}

  /** Sends a request and accepts any answer. */
  async ask(who: Who, method: Exchange['method'], path: string, body?: object): Promise<Exchange> {
    const response = await this.fetch(path, {
      method,
      headers: {
        authorization: `Bearer ${await this.token(who)}`,
        ...(method === 'POST' && { 'idempotency-key': randomUUID() }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json().catch(() => undefined);
    return { who, method, path, ...(body && { body }), status: response.status, answer };
  }

  /** Sends a command that the installation must accept. @throws UnexpectedAnswer */
  async do(who: Who, path: string, body?: object): Promise<Exchange> {
    const exchange = await this.ask(who, 'POST', path, body);
    if (exchange.status >= 300) throw new UnexpectedAnswer(exchange);
    return exchange;
  }

  /** Repeats a GET until its answer is as expected, and returns it. @throws UnexpectedAnswer */
  async see<T>(who: Who, path: string, awaited: z.ZodType<T>): Promise<T> {
    const until = Date.now() + WAIT_MS_MAX;
    let exchange: Exchange;
    do {
      exchange = await this.ask(who, 'GET', path);
      const seen = exchange.status === 200 ? awaited.safeParse(exchange.answer) : undefined;
      if (seen?.success) return seen.data;
      await sleep(POLL_MS);
    } while (Date.now() <= until);
    throw new UnexpectedAnswer(exchange);
  }

  /** The present time by the installation's clock. */
  async now(): Promise<string> {
    const clock = z.looseObject({ now: z.string() });
    const response = await this.fetch('/dev/clock', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advance: 'PT0S' }),
    });
    return clock.parse(await response.json()).now;
  }

  private token(who: Who): Promise<string> {
    const token = this.tokens.get(who) ?? this.issue(who);
    this.tokens.set(who, token);
    return token;
  }

  private async issue(persona: Who): Promise<string> {
    const response = await this.fetch('/dev/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ persona }),
    });
    const token = response.ok ? issued.safeParse(await response.json()) : undefined;
    if (token?.success) return token.data.access_token;
    throw new CannotAnswer('The demo needs the development issuer, which this installation lacks.');
  }

  private async fetch(path: string, request: RequestInit): Promise<Response> {
    const url = this.addressOf(path);
    try {
      return await fetch(`${url}${path}`, request);
    } catch {
      throw new CannotAnswer(`Nothing answers at ${url}. Start the installation with npm start.`);
    }
  }
}
