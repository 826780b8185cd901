import type { Caller, Reply } from '@talentloop/testing/journeys';
import { paced } from '@talentloop/testing';
import { enquiry } from '../../journeys/steps/bodies';

const TICK_MS = 50;
const UNDER_WAY_MAX = 400;

/** The acknowledged commands, and those that were not acknowledged. */
export class Written {
  readonly opened: { readonly id: string; readonly token: string }[] = [];
  readonly notes = new Map<string, number>();
  readonly failed: string[] = [];
  /** How many commands were not sent, because too many were under way. */
  held = 0;

  get acknowledged(): number {
    return this.opened.length + [...this.notes.values()].reduce((sum, n) => sum + n, 0);
  }
}

/**
 * Sends this number of commands per second, whether or not the earlier ones were answered, until
 * the signal aborts.
 */
export const writeOn = async (
  worker: Caller,
  cases: readonly string[],
  { perSecond, signal }: { perSecond: number; signal: AbortSignal },
  written: Written,
): Promise<void> => {
  const under = new Set<Promise<void>>();
  let [sent, due] = [0, 0];
  const began = performance.now();
  const send = (): void => {
    const sending = (sent % 2 === 0 ? open(worker, written) : note(worker, cases, sent, written))
      .catch((error: unknown) => void written.failed.push(String(error)))
      .finally(() => under.delete(sending));
    under.add(sending);
    sent += 1;
  };
  for await (const _ of paced(TICK_MS, signal)) {
    const now = Math.floor(((performance.now() - began) * perSecond) / 1_000);
    for (; due < now; due += 1) {
      if (under.size < UNDER_WAY_MAX) send();
      else written.held += 1;
    }
  }
  await Promise.all(under);
};

const open = async (worker: Caller, written: Written): Promise<void> => {
  const reply = await worker.post('/cases', enquiry);
  if (reply.status !== 201) return void written.failed.push(failureOf(reply));
  const token = reply.headers.get('consistency-token') ?? '';
  written.opened.push({ id: String(reply.body.id), token });
};

const note = async (
  worker: Caller,
  cases: readonly string[],
  sent: number,
  { notes, failed }: Written,
): Promise<void> => {
  const id = cases[sent % cases.length] ?? '';
  const reply = await worker.post(`/cases/${id}/notes`, { text: `note ${sent}` });
  if (reply.status >= 300) return void failed.push(failureOf(reply));
  notes.set(id, (notes.get(id) ?? 0) + 1);
};

const failureOf = ({ status, body }: Reply): string =>
  `${status} ${JSON.stringify(body).slice(0, 300)}`;

export interface Seen {
  reads: number;
  readonly wrong: string[];
}

/**
 * Reads a list repeatedly. An answer is wrong if it is not 200, is empty, or is older than an
 * earlier answer.
 */
export const readOn = async (
  worker: Caller,
  path: string,
  newestOf: (reply: Reply) => string,
  signal: AbortSignal,
): Promise<Seen> => {
  const seen: Seen = { reads: 0, wrong: [] };
  let newest = '';
  for await (const _ of paced(5, signal)) {
    const reply = await worker.get(path);
    seen.reads += 1;
    const now = reply.status === 200 ? newestOf(reply) : '';
    if (reply.status !== 200) seen.wrong.push(`${path}: ${failureOf(reply)}`);
    else if (reply.body.items.length === 0) seen.wrong.push(`${path}: empty`);
    else if (now < newest) seen.wrong.push(`${path}: ${now} after ${newest}`);
    if (now > newest) newest = now;
  }
  return seen;
};
