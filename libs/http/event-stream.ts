import type { FastifyReply } from 'fastify';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

const HEARTBEAT_MS = 15_000;
/** A reader that takes nothing for this long is let go; it may come back with Last-Event-ID. */
const STALLED_MS_MAX = 30_000;

/**
 * Server-sent events (the HTML standard's event stream) to one reader. Whoever says something waits
 * while the reader is slow, so that nothing piles up in memory for those who do not read.
 */
export class EventStream {
  /** Aborted when the reader has left, was let go, or the process drains. */
  readonly signal: AbortSignal;
  private readonly raw: ServerResponse;
  private readonly left = new AbortController();
  private readonly heartbeat: NodeJS.Timeout;

  /** Takes the answer over from the framework. */
  constructor(
    reply: FastifyReply,
    draining: AbortSignal,
    private readonly stalledMsMax = STALLED_MS_MAX,
  ) {
    reply.hijack();
    this.raw = reply.raw;
    this.signal = AbortSignal.any([this.left.signal, draining]);
    this.raw.on('close', () => this.left.abort());
    this.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
    });
    this.raw.write(': following\n\n');
    this.heartbeat = setInterval(() => this.beat(), HEARTBEAT_MS);
  }

  /** Resolves when there is room for more; nothing is written once the reader has left. */
  async send(text: string): Promise<void> {
    if (this.left.signal.aborted || this.raw.write(text)) return;
    const patience = setTimeout(() => this.raw.destroy(), this.stalledMsMax);
    await once(this.raw, 'drain', { signal: this.signal }).catch(() => this.raw.destroy());
    clearTimeout(patience);
  }

  end(): void {
    clearInterval(this.heartbeat);
    this.raw.end();
  }

  private beat(): void {
    if (!this.raw.writableNeedDrain) this.raw.write(': still here\n\n');
  }
}
