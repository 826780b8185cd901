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

/**
 * How long the writer waits before it looks for an append with an unknown outcome, and sends it
 * again.
 */
const RETRY_AFTER_MS = [10, 50, 250];

type Verdict = AppendResult | 'fits';

/**
 * Keeps the promises of the port, of which the server keeps only one: the expected revision. The
 * server accepts an append whose event ids it knows, whatever the events contain, and it does not
 * know hashes. So the writer judges each append before it sends it, against the whole stream up to
 * the expected revision, which cannot change any more. Afterwards it compares what is stored with
 * what it sent.
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

  /** Sends appends to one stream in the order of the calls. */
  append(request: AppendRequest, before?: Before): Promise<AppendResult> {
    return this.lines.append(request, before);
  }

  /** Remembers events of a stream that another caller has read. */
  learn(stream: string, links: readonly Link[]): void {
    this.known.learn(stream, links);
  }

  /** The whole stream as it is now, or undefined if it has no events. */
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

  /** `again` means that the outcome of an earlier attempt is unknown. */
  private async attempt(request: AppendRequest, again: boolean): Promise<AppendResult> {
    const { stream, expectedRevision, events } = request;
    const known = this.known.get(stream);
    // Events that the writer knows do not change. It asks the server only for events after them.
    const enough = !again && (known?.revision ?? NO_STREAM) >= expectedRevision;
    const verdict = enough ? judged(request, known) : await this.judge(request, again);
    if (verdict !== 'fits') return verdict;
    const answer = await this.connection.append(stream, expectedRevision, events);
    if (answer === 'done') return this.confirm(request);
    const afterwards = await this.judge(request, again);
    if (afterwards !== 'fits') return afterwards;
    throw new StoreUnavailable(`EventStoreDB refused an append to ${stream} that fits the stream`);
  }

  private async judge(request: AppendRequest, again: boolean): Promise<Verdict> {
    const known = await this.look(request.stream);
    const ours = again && known?.ids.has(lastOf(request.events).id);
    return ours ? this.confirm(request) : judged(request, known);
  }

  /**
   * The server reports success. The events may be from this attempt, from an earlier attempt, or
   * from another process that used the same ids.
   */
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
