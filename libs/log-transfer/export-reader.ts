import { createHash, type Hash } from 'node:crypto';
import type { StoredEvent } from '@talentloop/event-sourcing';
import { beginningOf, type Header, type Line, lineOf, type Trailer } from './line-formats';
import { LogCheck } from './log-check';
import type { RawLine } from './read-lines';

/** The file is not an export as it was written. The message names the line. */
export class BadExport extends Error {
  override readonly name = 'BadExport';
}

/**
 * Reads an export line by line and checks each line's form, and each event's hash, chain and place.
 */
export class ExportReader {
  header: Header | undefined;
  /** Set once the last line was read. */
  trailer: Trailer | undefined;
  lastEvent: StoredEvent | undefined;
  check = new LogCheck({ gapless: true, after: 0 });
  readonly counts = { lines: 0, bytes: 0, events: 0, erased: 0, claims: 0 };
  readonly digest: Hash = createHash('sha256');

  /** @throws BadExport with the number of the line. */
  take({ bytes, isWhole }: RawLine): Line {
    this.counts.lines += 1;
    if (this.trailer) throw this.bad('it comes after the last line');
    const line = isWhole ? lineOf(bytes.toString('utf8')) : undefined;
    if (!line) throw this.bad(isWhole ? 'it is not a line of an export' : 'it is cut off');
    if ((line.kind === 'header') !== (this.counts.lines === 1))
      throw this.bad(
        this.header ? 'it is a second first line' : 'it is not the first line of an export',
      );
    this.judge(line);
    if (line.kind !== 'trailer') this.digest.update(bytes);
    this.counts.bytes += bytes.length;
    return line;
  }

  /** @throws BadExport if the last line is missing. */
  end(): Trailer {
    if (this.trailer) return this.trailer;
    throw new BadExport(`after line ${this.counts.lines} the last line is missing: it was cut off`);
  }

  /** The error for the line that was read last. */
  bad(why: string): BadExport {
    return new BadExport(`line ${this.counts.lines}: ${why}`);
  }

  private judge(line: Line): void {
    switch (line.kind) {
      case 'header':
        this.header = line.header;
        this.check = new LogCheck({ ...line.header, after: beginningOf(line.header) });
        return;
      case 'event':
        return this.judgeEvent(line.event);
      case 'erased':
        this.counts.erased += 1;
        return;
      case 'claim':
        this.counts.claims += 1;
        return;
      case 'trailer':
        this.judgeTrailer(line.trailer);
    }
  }

  private judgeEvent(event: StoredEvent): void {
    if (this.counts.erased + this.counts.claims > 0)
      throw this.bad('an event after the lines of erased people or claims');
    const flaw = this.check.flawOf(event);
    if (flaw !== undefined) throw this.bad(flaw);
    this.counts.events += 1;
    this.lastEvent = event;
  }

  private judgeTrailer(trailer: Trailer): void {
    const { events, erased, claims } = this.counts;
    const counted = { events, erased, claims, last: this.lastEvent?.position ?? 0 };
    for (const [name, count] of Object.entries(counted)) {
      const promised = trailer[name as keyof typeof counted];
      if (promised !== count)
        throw this.bad(`it promises ${promised} ${name}, but the file has ${count}`);
    }
    if (this.digest.copy().digest('hex') !== trailer.sha256)
      throw this.bad('the digest does not match the lines before it');
    this.trailer = trailer;
  }
}
