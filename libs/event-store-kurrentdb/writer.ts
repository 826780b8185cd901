import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AppendRequest,
  type AppendResult,
  type EnvelopedEvent,
  NO_STREAM,
  type StoredEvent,
  StoreUnavailable,
} from '@talentloop/event-sourcing';
import type { Connection } from './connection';
import { type KnownStream, KnownStreams, type Link } from './known-streams';
import type { LogFeed } from './log-feed';
import { type Before, StreamLines } from './stream-lines';

/** Pauses before an append whose outcome nobody knows is looked for, and sent again. */
const RETRY_AFTER_MS = [10, 50, 250];

type Verdict = AppendResult | 'fits';

/**
 * Appends with the promises of the port, of which the server keeps one: the expected revision. It
 * takes an append with known event ids for done, whatever it says, and knows nothing of hashes. So
 * each append is judged before it is sent, against the whole stream up to the expected revision, which
 * cannot change any more; and what is stored is compared with what was sent before it is believed.
 */
export class Writer {
  private readonly known = new KnownStreams();
  private readonly lines = new StreamLines({
    send: (request) => this.send(request),
    stored: (request) => this.compare(request),
  });

  constructor(
    private readonly connection: Connection,
    private readonly feed: LogFeed,
  ) {}

  /** Appends to one stream are sent in the order of the calls. */
  append(request: AppendRequest, before?: Before): Promise<AppendResult> {
    return this.lines.append(request, before);
  }

  /** Takes note of a stream's events that were read for somebody else. */
  learn(stream: string, links: readonly Link[]): void {
    this.known.learn(stream, links);
  }

  /** The whole stream as it is now; undefined if it has no events. */
  async look(stream: string): Promise<KnownStream | undefined> {
    const from = (this.known.get(stream)?.revision ?? NO_STREAM) + 1;
    this.known.learn(stream, await this.connection.readStream(stream, from));
    return this.known.get(stream);
  }

  private async send(request: AppendRequest): Promise<AppendResult> {
    for (const [attempt, pauseMs] of RETRY_AFTER_MS.entries()) {
      try {
        return await this.attempt(request, attempt > 0);
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        await sleep(pauseMs);
      }
    }
    return this.attempt(request, true);
  }

  /** `again`: nobody knows what became of an attempt before. */
  private async attempt(request: AppendRequest, again: boolean): Promise<AppendResult> {
    const { stream, expectedRevision, events } = request;
    const known = this.known.get(stream);
    // What is known stays so; only of what lies beyond it the server must be asked.
    const enough = !again && (known?.revision ?? NO_STREAM) >= expectedRevision;
    const verdict = enough ? judged(request, known) : await this.judge(request, again);
    if (verdict !== 'fits') return verdict;
    const answer = await this.connection.append(stream, expectedRevision, events);
    if (answer === 'done') return this.confirm(request);
    const afterwards = await this.judge(request, again);
    if (afterwards !== 'fits') return afterwards;
    throw new StoreUnavailable(`EventStoreDB does not agree with itself about ${stream}`);
  }

  private async judge(request: AppendRequest, again: boolean): Promise<Verdict> {
    const known = await this.look(request.stream);
    const ours = again && known?.ids.has(lastOf(request.events).id);
    return ours ? this.confirm(request) : judged(request, known);
  }

  /** The server says that it is done: by us now, by us before, or by somebody with the same ids. */
  private async confirm(request: AppendRequest): Promise<AppendResult> {
    await this.feed.pull();
    return this.compare(request);
  }

  private async compare({ stream, events }: AppendRequest): Promise<AppendResult> {
    const last = lastOf(events);
    const stored = (await this.feed.findRecent(stream, last.revision)) ?? (await this.stored(last));
    if (!stored) throw new StoreUnavailable(`EventStoreDB does not show an append to ${stream}`);
    if (stored.hash !== last.hash) return { outcome: 'duplicate' };
    this.known.learn(stream, events);
    return { outcome: 'appended', position: stored.position, committedAt: stored.committedAt };
  }

  private async stored({ stream, revision }: EnvelopedEvent): Promise<StoredEvent | undefined> {
    const [found] = await this.feed.dated(await this.connection.readStream(stream, revision, 1));
    return found;
  }
}

const judged = ({ expectedRevision, events }: AppendRequest, known?: KnownStream): Verdict => {
  const revision = known?.revision ?? NO_STREAM;
  if (events.some(({ id }) => known?.ids.has(id))) return { outcome: 'duplicate' };
  const chained = !known || known.hash === events[0]?.previousHash;
  return revision === expectedRevision && chained ? 'fits' : { outcome: 'conflict', revision };
};

const lastOf = (events: readonly EnvelopedEvent[]): EnvelopedEvent => {
  const last = events.at(-1);
  if (!last) throw new TypeError('an append needs at least one event');
  return last;
};
