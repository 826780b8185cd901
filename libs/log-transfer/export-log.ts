import { createHash, type Hash } from 'node:crypto';
import {
  FIRST_PREVIOUS_HASH,
  type Instant,
  type MovableLog,
  NO_STREAM,
  type Position,
  type StoredEvent,
} from '@talentloop/event-sourcing';
import {
  type Anchor,
  beginningOf,
  FORMAT,
  type Header,
  textOf,
  type Trailer,
} from './line-formats';
import { LogCheck } from './log-check';

/** The log was altered. The message says where. */
export class FlawedLog extends Error {
  override readonly name = 'FlawedLog';
}

export interface ExportedLog {
  readonly log: MovableLog;
  readonly service: string;
  readonly gapless: boolean;
  /** How far the service's processes and relays have come, read before any event. */
  readonly followers: Readonly<Record<string, Position>>;
  /** The subjects whose keys were destroyed. */
  readonly erased: readonly string[];
}

/** A file that an earlier export began: its header, and what it contains so far. */
export interface Begun {
  readonly header: Header;
  readonly check: LogCheck;
  readonly digest: Hash;
  readonly events: number;
  readonly last: Position;
}

/** The header of a new file, from the beginning of the log or after one of its events. */
export const headerOf = (
  { service, gapless, followers }: ExportedLog,
  now: Instant,
  after?: Anchor,
): Header => ({
  format: FORMAT,
  service,
  exportedAt: now,
  gapless,
  ...(after && { after }),
  followers,
});

const PAGE = 2_000;

/**
 * Writes a log as lines, up to its end at the time of the call. It checks each event before it
 * writes it, so what is restored from a complete file verifies. It holds one page in memory and
 * fetches the next.
 */
export class LogExport {
  events = 0;
  /** The position of the last event that was written. */
  position: Position = 0;
  /** The position at which the export will end. */
  head: Position = 0;
  trailer: Trailer | undefined;
  private readonly digest: Hash;

  constructor(
    private readonly exported: ExportedLog,
    private readonly begun: Begun | Header,
  ) {
    this.digest = 'digest' in begun ? begun.digest : createHash('sha256');
  }

  /**
   * @throws FlawedLog after the last sound event. The file then has no last line, so no reader
   * takes it for complete.
   */
  async *chunks(): AsyncGenerator<Buffer> {
    const { begun } = this;
    this.head = await this.exported.log.head();
    if ('digest' in begun) [this.events, this.position] = [begun.events, begun.last];
    else {
      this.position = beginningOf(begun);
      yield this.written(textOf.header(begun));
    }
    yield* this.eventChunks();
    const { erased } = this.exported;
    if (erased.length > 0) yield this.written(erased.map(textOf.erased).join(''));
    let claims = 0;
    for await (const page of this.exported.log.keptClaims()) {
      claims += page.length;
      yield this.written(page.map(textOf.claim).join(''));
    }
    const last = this.events > 0 ? this.position : 0;
    const counts = { events: this.events, erased: erased.length, claims, last };
    this.trailer = { ...counts, sha256: this.digest.digest('hex') };
    yield Buffer.from(textOf.trailer(this.trailer));
  }

  private async *eventChunks(): AsyncGenerator<Buffer> {
    const { log, gapless } = this.exported;
    const check =
      'check' in this.begun ? this.begun.check : new LogCheck({ gapless, after: this.position });
    let page = await this.page(this.position);
    for (let last = page.at(-1); last; last = page.at(-1)) {
      const next = this.page(last.position);
      let text = '';
      for (const event of page) {
        if (check.mayHaveForgotten(event.stream)) await lookUp(log, check, event);
        const flaw = check.flawOf(event);
        if (flaw !== undefined) throw new FlawedLog(`position ${event.position}: ${flaw}`);
        text += textOf.event(event);
      }
      this.events += page.length;
      this.position = last.position;
      yield this.written(text);
      page = await next;
    }
  }

  private page(after: Position): Promise<readonly StoredEvent[]> {
    if (after >= this.head) return Promise.resolve([]);
    const page = this.exported.log.readAll({ after, limit: PAGE, upTo: this.head });
    // The caller that awaits this page gets the error. If no caller needs the page, the error does
    // not matter.
    page.catch(() => undefined);
    return page;
  }

  private written(text: string): Buffer {
    const bytes = Buffer.from(text);
    this.digest.update(bytes);
    return bytes;
  }
}

/** Asks the log for the end of the event's stream before the event. */
const lookUp = async (log: MovableLog, check: LogCheck, event: StoredEvent): Promise<void> => {
  const { stream, revision } = event;
  const before = revision > 0 ? (await log.readStream(stream, revision - 1))[0] : undefined;
  const end = before?.revision === revision - 1 ? before : undefined;
  check.remember(stream, end ?? { revision: NO_STREAM, hash: FIRST_PREVIOUS_HASH });
};
