import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { findServiceOf, serviceEntries } from '@talentloop/service-catalogue';
import { z } from 'zod';
import { CannotAnswer, type Surroundings } from './surroundings';

const runFile = z.looseObject({
  url: z.url(),
  processes: z
    .array(z.looseObject({ service: z.string(), role: z.string(), port: z.int() }))
    .default([]),
});

const token = z.looseObject({ access_token: z.string() });
const problem = z.looseObject({ title: z.string(), detail: z.string().optional() });

/** The verification of a long log takes a long time. */
const PATIENCE_MS = 600_000;

const resources = serviceEntries.flatMap((entry) => entry.resources);

/** Resources whose histories auditors read, as their paths name them. */
export const categories: readonly string[] = resources
  .filter(({ kind }) => kind !== undefined)
  .map(({ path: category }) => category);

interface Addresses {
  readonly all: readonly string[];
  /** The address that serves a resource: `units`. */
  readonly of: (resource: string) => string;
}

const everythingAt = (url: string): Addresses => ({ all: [url], of: () => url });

/**
 * One address per service, that of its first replica, if the services run in processes of their
 * own.
 */
const addressesOf = ({ url, processes }: z.infer<typeof runFile>): Addresses => {
  const found = new Map<string, string>();
  for (const { service, role, port } of processes) {
    if (role === 'api' && !found.has(service)) found.set(service, `http://localhost:${port}`);
  }
  const addressOf = (name: string | undefined): string => found.get(name ?? '') ?? url;
  return {
    all: [...new Set(serviceEntries.map(({ name }) => addressOf(name)))],
    of: (resource) => addressOf(findServiceOf(resource)?.name),
  };
};

/** The persona for which the development issuer gives a token. */
type Persona = 'auditor' | 'operator';

/** The running installation, over HTTP, as an auditor or an operator. */
export class Installation {
  private bearer: Promise<string> | undefined;

  private constructor(
    private readonly addresses: Addresses,
    private readonly persona: Persona,
    private readonly givenToken: string | undefined,
  ) {}

  /**
   * Finds the running installation: TALENTLOOP_URL, or run.json of the data folder.
   * @throws CannotAnswer
   */
  static async find(
    { environment }: Pick<Surroundings, 'environment'>,
    persona: Persona = 'auditor',
  ): Promise<Installation> {
    const { TALENTLOOP_URL: url, TALENTLOOP_DATA: data, TALENTLOOP_TOKEN: given } = environment;
    if (url) return new Installation(everythingAt(url.replace(/\/+$/, '')), persona, given);
    const file = path.resolve(data ?? '.data', 'run.json');
    const text = await readFile(file, 'utf8').catch(() => {
      throw new CannotAnswer(
        `No installation runs on ${path.dirname(file)}. ` +
          'Start one with npm start, or set TALENTLOOP_URL.',
      );
    });
    const run = runFile.safeParse(parsed(text));
    if (!run.success)
      throw new CannotAnswer(`${file} does not contain the address of an installation.`);
    return new Installation(addressesOf(run.data), persona, given);
  }

  /** The address of the service that serves a path such as `/cases/…` or `/audit/cases/…`. */
  addressOf(target: string): string {
    const [first = '', second = ''] = target.slice(1).split(/[/?]/);
    return this.addresses.of(first === 'audit' ? second : first);
  }

  /** The body of a GET, or undefined for 404. @throws CannotAnswer */
  async find<T>(category: string, target: string, schema: z.ZodType<T>): Promise<T | undefined> {
    const answer = await this.send(this.addresses.of(category), target);
    return answer.status === 404 ? undefined : this.read(answer, schema);
  }

  /**
   * Sends a request to every address, or to the one that serves the category, and returns the
   * bodies.
   */
  async ask<T>(
    category: string | undefined,
    target: string,
    schema: z.ZodType<T>,
    body?: object,
  ): Promise<readonly T[]> {
    const { all, of } = this.addresses;
    const urls = category === undefined ? all : [of(category)];
    const answers = await Promise.all(urls.map((url) => this.send(url, target, body)));
    return Promise.all(answers.map((answer) => this.read(answer, schema)));
  }

  /** The same installation, as one instance per address. */
  apart(): readonly Installation[] {
    const { persona, givenToken } = this;
    return this.addresses.all.map(
      (url) => new Installation(everythingAt(url), persona, givenToken),
    );
  }

  /** The answers of all addresses that do not answer 404. @throws CannotAnswer */
  async everywhere<T>(
    method: 'GET' | 'POST' | 'DELETE',
    target: string,
    schema: z.ZodType<T>,
    body?: object,
  ): Promise<readonly T[]> {
    const urls = this.addresses.all;
    const answers = await Promise.all(urls.map((url) => this.send(url, target, body, method)));
    const known = answers.filter(({ status }) => status !== 404);
    return Promise.all(known.map((answer) => this.read(answer, schema)));
  }

  private async read<T>(answer: Response, schema: z.ZodType<T>): Promise<T> {
    const body = parsed(await answer.text());
    if (!answer.ok) {
      const { data } = problem.safeParse(body);
      const why = data ? reasonOf(data, answer.status) : `status ${answer.status}`;
      throw new CannotAnswer(`${new URL(answer.url).origin} answered: ${why}`);
    }
    const read = schema.safeParse(body);
    if (read.success) return read.data;
    throw new CannotAnswer(`${answer.url} gave an answer that this version does not know.`);
  }

  private async send(
    url: string,
    target: string,
    body?: object,
    method = body ? 'POST' : 'GET',
  ): Promise<Response> {
    const headers = { authorization: `Bearer ${await this.token(url)}` };
    return fetchFrom(`${url}${target}`, headers, { method, body });
  }

  private token(url: string): Promise<string> {
    this.bearer ??= this.givenToken
      ? Promise.resolve(this.givenToken)
      : developmentToken(url, this.persona);
    return this.bearer;
  }
}

/** The problem's title, with its detail where the detail says more. */
const reasonOf = ({ title, detail }: z.infer<typeof problem>, status: number): string => {
  if (detail === undefined) return `${title} (${status})`;
  return detail === title ? title : `${title} (${detail})`;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const fetchFrom = async (
  url: string,
  headers: Readonly<Record<string, string>>,
  { method, body }: { method: string; body: object | undefined },
): Promise<Response> => {
  try {
    return await fetch(url, {
      headers: { accept: 'application/json', ...headers, ...(body && JSON_BODY) },
      method,
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    const { origin } = new URL(url);
    throw new CannotAnswer(`Nothing answers at ${origin}. Start it with npm start.`);
  }
};

const JSON_BODY = { 'content-type': 'application/json' };

const developmentToken = async (url: string, persona: Persona): Promise<string> => {
  const answer = await fetchFrom(`${url}/dev/token`, {}, { method: 'POST', body: { persona } });
  const issued = answer.ok ? token.safeParse(parsed(await answer.text())) : undefined;
  if (issued?.success) return issued.data.access_token;
  throw new CannotAnswer(
    `${url} has no development issuer: set TALENTLOOP_TOKEN to an ${persona}'s.`,
  );
};
