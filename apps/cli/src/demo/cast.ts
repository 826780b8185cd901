import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { CannotAnswer } from '../surroundings';

/** The people of the journey, as the development issuer knows them. */
export type Who = 'portal' | 'caseworker' | 'supervisor' | 'housing-officer' | 'talent' | 'auditor';

/** A request as it was made, and its answer. */
export interface Told {
  readonly who: Who;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
  readonly status: number;
  readonly answer: unknown;
}

/** Something in the journey was not answered as it should be. */
export class Astray extends Error {
  override readonly name = 'Astray';

  constructor({ who, method, path, status, answer }: Told) {
    super(`${method} ${path} as ${who} was answered ${status}: ${JSON.stringify(answer)}`);
  }
}

const WAIT_MS_MAX = 20_000;
const POLL_MS = 50;

const issued = z.looseObject({ access_token: z.string() });

/** Everybody who takes part, each with a development token. */
export class Cast {
  private readonly tokens = new Map<Who, Promise<string>>();

  /** @param addressOf where the service listens that serves a path. */
  constructor(private readonly addressOf: (path: string) => string) {}

  /** Makes a request and takes any answer. */
  async ask(who: Who, method: Told['method'], path: string, body?: object): Promise<Told> {
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

  /** A command that must be accepted. @throws Astray */
  async do(who: Who, path: string, body?: object): Promise<Told> {
    const told = await this.ask(who, 'POST', path, body);
    if (told.status >= 300) throw new Astray(told);
    return told;
  }

  /** What a GET says once it is as awaited. @throws Astray */
  async see<T>(who: Who, path: string, awaited: z.ZodType<T>): Promise<T> {
    const until = Date.now() + WAIT_MS_MAX;
    let told: Told;
    do {
      told = await this.ask(who, 'GET', path);
      const seen = told.status === 200 ? awaited.safeParse(told.answer) : undefined;
      if (seen?.success) return seen.data;
      await sleep(POLL_MS);
    } while (Date.now() <= until);
    throw new Astray(told);
  }

  /** What the clock of the installation shows. */
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
      throw new CannotAnswer(`Nothing answers at ${url}. Start it with npm start.`);
    }
  }
}
