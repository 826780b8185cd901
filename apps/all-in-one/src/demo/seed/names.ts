import { addDays, localDay } from '@talentloop/locale';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { DemoClient } from './demo-client';

const POLL_MS = 15;
const WAIT_MS_MAX = 20_000;
const MINUTE_MS = 60_000;

const BRACES = /\{([a-z]+):([^}]+)\}/g;

const talentWithCases = z.looseObject({
  cases: z.array(z.looseObject({ id: z.string(), type: z.string() })),
});
const requests = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })) });
const caseWithTasks = z.looseObject({
  tasks: z.array(z.looseObject({ taskId: z.string(), status: z.string() })),
});

/**
 * The values of the names in braces. An earlier answer gave them, or another service creates them
 * and this class waits for them.
 */
export class Names {
  private readonly kept = new Map<string, string>();

  /** @param beginningMs Midnight in the park on the world's first day. */
  constructor(
    private readonly client: DemoClient,
    private readonly beginningMs: number,
  ) {}

  keep(name: string, value: string): void {
    this.kept.set(name, value);
  }

  /** @throws Error if the name gets no value in time. */
  async get(name: string): Promise<string> {
    const known = this.kept.get(name);
    if (known !== undefined) return known;
    const found = await this.awaited(name);
    // Which task is open changes with time. All other values stay.
    if (!name.endsWith('/open')) this.kept.set(name, found);
    return found;
  }

  /** Replaces the names in a text by their values. */
  async fill(text: string): Promise<string> {
    let filled = '';
    let from = 0;
    for (const { 0: whole, 1: kind = '', 2: what = '', index } of text.matchAll(BRACES)) {
      filled += text.slice(from, index) + (await this.valueOf(kind, what));
      from = index + whole.length;
    }
    return filled + text.slice(from);
  }

  /** Replaces the names in a body by their values, at any depth. */
  async fillBody(body: object | undefined): Promise<object | undefined> {
    return body && (JSON.parse(await this.fill(JSON.stringify(body))) as object);
  }

  private async valueOf(kind: string, what: string): Promise<string> {
    if (kind === 'day') return this.dayOf(Number(what));
    if (kind === 'at') return new Date(this.beginningMs + Number(what) * MINUTE_MS).toISOString();
    return this.get(`${kind}:${what}`);
  }

  private dayOf(day: number): string {
    return addDays(localDay(new Date(this.beginningMs).toISOString()), day);
  }

  private async awaited(name: string): Promise<string> {
    for (const until = Date.now() + WAIT_MS_MAX; Date.now() < until; await sleep(POLL_MS)) {
      const found = await this.look(name);
      if (found !== undefined) return found;
    }
    throw new Error(`nothing came to be called ${name}`);
  }

  private async look(name: string): Promise<string | undefined> {
    const [, kind, of = '', part = ''] = /^(\w+):(.*?)(?:\/([^/]+))?$/.exec(name) ?? [];
    switch (kind) {
      case 'case': {
        const talent = await this.client.get('auditor', `/talents/${await this.person(of)}`);
        const { cases } = talentWithCases.parse(talent);
        return cases.find(({ type }) => type === part)?.id;
      }
      case 'home': {
        const query = `talentId=${await this.person(of)}`;
        const list = await this.client.get('auditor', `/accommodation-requests?${query}`);
        return requests.parse(list).items[0]?.id;
      }
      case 'task': {
        const found = await this.client.get('auditor', `/cases/${await this.get(`case:${of}`)}`);
        const { tasks } = caseWithTasks.parse(found);
        return tasks.find(({ status }) => status === 'open')?.taskId;
      }
      default:
        return this.kept.get(name);
    }
  }

  private person(key: string): Promise<string> {
    return this.get(`person:${key}`);
  }
}
