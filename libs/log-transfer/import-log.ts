import type { KeptClaim, MovableLog, Position, StoredEvent } from '@talentloop/event-sourcing';
import { CarriedFollowers } from './carried-followers';
import { BadExport, type ExportReader } from './export-reader';
import { beginningOf, type Header, type Line, type Trailer } from './line-formats';
import { LogWalk } from './log-walk';
import { readExport } from './read-export';
import { Restoring } from './restoring';

/** The log holds other events than the file. Nothing was written. */
export class ImportConflict extends Error {
  override readonly name = 'ImportConflict';
}

export interface ImportTarget {
  readonly log: MovableLog;
  readonly service: string;
  /**
   * Called once the import knows that the log holds only a beginning of the file, before it writes
   * to the log.
   */
  begin(header: Header): Promise<void>;
  /** Destroys the keys of an erased person. */
  erase(subject: string): Promise<void>;
  /** Called when everything is stored, with the new positions of the exported log's followers. */
  end(followers: ReadonlyMap<string, Position>): Promise<void>;
}

export interface Imported {
  readonly trailer: Trailer;
  /** The number of events that were already in the log. */
  readonly found: number;
  readonly written: number;
  /** The position at which the log ends now. */
  readonly head: Position;
}

/**
 * Writes the events of an export into a log. If an earlier import ended early, the log already
 * holds a beginning of these events, and this import continues after it.
 * @throws BadExport, ImportConflict, RestoreConflict
 */
export const importLog = async (
  target: ImportTarget,
  input: AsyncIterable<Uint8Array>,
  progress: (reader: ExportReader) => void = () => undefined,
): Promise<Imported> => {
  const running = new Import(target);
  try {
    for await (const { reader, lines, first } of readExport(input)) {
      for (const [i, line] of lines.entries()) await running.take(line, first + i);
      await running.keepClaims();
      progress(reader);
    }
    return await running.end();
  } catch (error) {
    await running.settle();
    throw error;
  }
};

class Import {
  private header: Header | undefined;
  private walk: LogWalk | undefined;
  private restoring: Restoring | undefined;
  private trailer: Trailer | undefined;
  private claims: KeptClaim[] = [];
  private found = 0;
  private written = 0;
  private followers = new CarriedFollowers({}, 0, 0);

  constructor(private readonly target: ImportTarget) {}

  async take(line: Line, number: number): Promise<void> {
    switch (line.kind) {
      case 'header':
        return this.begin(line.header);
      case 'event':
        return this.event(line.event, number);
      case 'erased':
        await this.eventsEnd();
        return this.target.erase(line.subject);
      case 'claim':
        this.claims.push(line.claim);
        return;
      case 'trailer':
        await this.eventsEnd();
        this.trailer = line.trailer;
    }
  }

  /** A page may hold many claims, so they are stored together. */
  async keepClaims(): Promise<void> {
    const { claims } = this;
    if (claims.length === 0) return;
    this.claims = [];
    await this.eventsEnd();
    await this.target.log.restoreClaims(claims);
  }

  async end(): Promise<Imported> {
    const { trailer, found, written, followers } = this;
    if (!trailer) throw new BadExport('the last line is missing');
    await this.target.end(followers.inTarget());
    return { trailer, found, written, head: this.restoring?.position ?? 0 };
  }

  /** Waits for writes that are running, so that nothing is written after an error was reported. */
  async settle(): Promise<void> {
    await this.walk?.close();
    await this.restoring?.flush().catch(() => undefined);
  }

  private async begin(header: Header): Promise<void> {
    const { log, service } = this.target;
    if (header.service !== service)
      throw new BadExport(`line 1: it is an export of ${header.service}, not of ${service}`);
    this.header = header;
    const start = await startOf(log, header);
    this.walk = new LogWalk(log, start);
    this.followers = new CarriedFollowers(header.followers, beginningOf(header), start);
  }

  private async event(event: StoredEvent, line: number): Promise<void> {
    if (!this.restoring) {
      const there = await this.walk?.next();
      if (there) return this.compare(event, there, line);
      await this.startWriting();
    }
    const { restoring, followers } = this;
    if (followers.isDue(event.position)) {
      await restoring?.flush();
      followers.settle(event.position, restoring?.position ?? 0);
    }
    await restoring?.add(event);
    this.written += 1;
  }

  private compare(event: StoredEvent, there: StoredEvent, line: number): void {
    const isSame =
      there.id === event.id && there.hash === event.hash && there.stream === event.stream;
    if (!isSame)
      throw new ImportConflict(
        `line ${line} of the file is revision ${event.revision} of ${event.stream}, ` +
          `but position ${there.position} of the log is revision ${there.revision} ` +
          `of ${there.stream}`,
      );
    this.followers.settle(event.position, this.walk?.before ?? 0);
    this.found += 1;
  }

  private async startWriting(): Promise<void> {
    const { walk, header, target } = this;
    if (!walk || !header) throw new BadExport('the first line is missing');
    await target.begin(header);
    this.restoring = new Restoring(target.log, walk.position);
  }

  private async eventsEnd(): Promise<void> {
    const there = this.restoring ? undefined : await this.walk?.next();
    if (there)
      throw new ImportConflict(
        `the file ends before position ${there.position} of the log, ` +
          `which is revision ${there.revision} of ${there.stream}`,
      );
    if (!this.restoring) await this.startWriting();
    await this.restoring?.flush();
    this.followers.settle(Number.MAX_SAFE_INTEGER, this.restoring?.position ?? 0);
  }
}

/** The position in this log at which the export begins. */
const startOf = async (log: MovableLog, { after }: Header): Promise<Position> => {
  if (!after) return 0;
  const [there] = await log.readStream(after.stream, after.revision);
  if (there?.revision === after.revision && there.hash === after.hash) return there.position;
  throw new ImportConflict(
    `the file begins after revision ${after.revision} of ${after.stream}, ` +
      `which this log does not have: import what comes before it first`,
  );
};
