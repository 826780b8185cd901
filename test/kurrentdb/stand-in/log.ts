/** One event as the server keeps it. */
export interface LogRecord {
  /** Its place in the log. The events of one append follow one another. */
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  readonly createdMs: number;
}

export type Proposed = Pick<LogRecord, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;

export type ExpectedRevision = number | 'no-stream' | 'any' | 'stream-exists';

export type Appended =
  /**
   * This is also the answer to a repetition of the same ids, with the place that they already have.
   */
  | { readonly outcome: 'success'; readonly revision: number; readonly position: number }
  | { readonly outcome: 'wrong-expected-version'; readonly revision: number };

const NO_STREAM = -1;
const HEADER_BYTES = 64;

/**
 * The server's log in memory: one order, streams within it, and the server's rules for an append.
 * Like the real server it recognises an append by its event ids alone, whatever the events contain.
 */
export class Log {
  readonly records: LogRecord[] = [];
  private readonly streams = new Map<string, LogRecord[]>();
  private readonly listeners = new Set<() => void>();
  private end = 0;

  /** `persist` is called with every append before a reader can see it. */
  constructor(
    private readonly persist: (records: readonly LogRecord[]) => void = () => undefined,
  ) {}

  append(stream: string, expected: ExpectedRevision, events: readonly Proposed[]): Appended {
    const written = this.streams.get(stream) ?? [];
    const current = written.length - 1;
    if (!isAsExpected(expected, current)) {
      const known = this.sameIds(written, expected, events);
      return known
        ? { outcome: 'success', revision: known.revision, position: known.position }
        : { outcome: 'wrong-expected-version', revision: current };
    }
    const records = events.map((event, i) => this.place(stream, current + 1 + i, event));
    this.persist(records);
    this.add(records);
    const last = records.at(-1);
    return {
      outcome: 'success',
      revision: current + records.length,
      position: last?.position ?? 0,
    };
  }

  /** Adds what an earlier process of this server has written. */
  add(records: readonly LogRecord[]): void {
    for (const record of records) {
      this.records.push(record);
      const written = this.streams.get(record.stream) ?? [];
      written.push(record);
      this.streams.set(record.stream, written);
      this.end = record.position + sizeOf(record);
    }
    for (const listener of this.listeners) listener();
  }

  /** Changes or removes what is stored, as a person with access to the server's disk could. */
  tamper(position: number, change: (record: LogRecord) => LogRecord | undefined): void {
    const record = this.records.find((each) => each.position === position);
    if (!record) throw new Error(`nothing at ${position}`);
    const changed = change(record);
    for (const kept of [this.records, this.streams.get(record.stream) ?? []])
      kept.splice(kept.indexOf(record), 1, ...(changed ? [changed] : []));
  }

  stream(name: string): readonly LogRecord[] | undefined {
    return this.streams.get(name);
  }

  /** The index of the first record at or after the position. */
  indexAt(position: number): number {
    let [low, high] = [0, this.records.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.records[middle]?.position ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  onGrowth(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private place(stream: string, revision: number, event: Proposed): LogRecord {
    const record = { ...event, stream, revision, position: this.end, createdMs: Date.now() };
    this.end += sizeOf(record);
    return record;
  }

  private sameIds(
    written: readonly LogRecord[],
    expected: ExpectedRevision,
    events: readonly Proposed[],
  ): LogRecord | undefined {
    const from = typeof expected === 'number' ? expected + 1 : 0;
    const there = written.slice(from, from + events.length);
    const same = there.length === events.length && there.every(({ id }, i) => id === events[i]?.id);
    return same ? there.at(-1) : undefined;
  }
}

const sizeOf = ({ data, metadata }: LogRecord): number =>
  HEADER_BYTES + data.length + metadata.length;

const isAsExpected = (expected: ExpectedRevision, current: number): boolean => {
  switch (expected) {
    case 'any':
      return true;
    case 'no-stream':
      return current === NO_STREAM;
    case 'stream-exists':
      return current > NO_STREAM;
  }
  return expected === current;
};
