import { createHash, randomUUID } from 'node:crypto';
import type { EventStore } from '@talentloop/event-sourcing';
import { appendOf, enveloped } from '@talentloop/testing';

const EVENTS_OF_COMMAND = 5;
const AT_ONCE = 200;
const PAGE = 2_000;

/** Data in difficult spellings: other scripts, escapes, keys that look like numbers. */
const dataOf = (n: number): object => ({
  n,
  text: `陳 "${n}" \\ line\nfeed ${'x'.repeat(n % 200)}`,
  'a-10': { '10': n, '9': [n, -n, true] },
});

const RECORDED_FROM_MS = Date.parse('2026-03-02T02:00:00.000Z');

/**
 * Appends events to streams of ten, with many commands at the same time. Each has a claim if the
 * spec wants it.
 */
export const fill = async (
  store: EventStore,
  events: number,
  { claims = false }: { readonly claims?: boolean } = {},
): Promise<void> => {
  const streams = Math.ceil(events / (2 * EVENTS_OF_COMMAND));
  let left = events;
  for (let first = 0; first < streams; first += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, streams - first) }, (_, i) => first + i);
    await Promise.all(
      some.map(async (stream) => {
        let end: { revision: number; hash: string } | undefined;
        for (let round = 0; round < 2; round += 1) {
          const count = Math.min(EVENTS_OF_COMMAND, left);
          if (count === 0) return;
          left -= count;
          const commandId = randomUUID();
          const recordedAt = new Date(RECORDED_FROM_MS + (events - left)).toISOString();
          const data = Array.from({ length: count }, (_, i) => dataOf(stream * 10 + i));
          const made = enveloped(`thing-${stream}`, {
            commandId,
            recordedAt,
            data,
            ...(end && { end }),
          });
          end = made.at(-1);
          const answer = { status: 201, body: { id: `thing-${stream}`, round } };
          const claim = claims ? { commandId, digest: `digest-${stream}`, answer } : undefined;
          const { outcome } = await store.append(appendOf(made, claim));
          if (outcome !== 'appended') throw new Error(outcome);
        }
      }),
    );
  }
};

export interface LogDigest {
  readonly events: number;
  /**
   * Over ids, texts and hashes in the log's order, but not over positions, which each store
   * assigns.
   */
  readonly sha256: string;
}

/** What a log holds, and in which order. */
export const digestOf = async (store: EventStore): Promise<LogDigest> => {
  const digest = createHash('sha256');
  let events = 0;
  let page = await store.readAll({ after: 0, limit: PAGE });
  for (let last = page.at(-1); last; last = page.at(-1)) {
    for (const { position: _, committedAt: __, ...event } of page)
      digest.update(`${JSON.stringify(event)}\n`);
    events += page.length;
    page = await store.readAll({ after: last.position, limit: PAGE });
  }
  return { events, sha256: digest.digest('hex') };
};
