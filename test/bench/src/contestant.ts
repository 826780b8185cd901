import type { PlainEvent } from './case-script';

/** The next event of a case, or the command that leads to it. */
export interface Append {
  readonly caseId: string;
  readonly talentId: string;
  /** 0, 1, 2 and so on, which is also the revision of the event. */
  readonly step: number;
}

/** A way of storing events. Each method does its work as the makers of the store document it. */
export interface Contestant {
  readonly name: string;
  /** Appends one event with the expected revision checked. Resolves once the event is durable. */
  append(next: Append): Promise<void>;
  /** Runs one command on a case that others write to at the same time, judged on what is stored. */
  addNote(caseId: string, noteId: string): Promise<void>;
  /** Appends several events at once, to fill a log. This is not measured. */
  fill(caseId: string, events: readonly PlainEvent[]): Promise<void>;
  /** Folds the state of a case from all its events. Returns the number of events. */
  load(caseId: string): Promise<number>;
  /**
   * Reads and parses every event of the log in order. Returns their number. Absent if the store has
   * no log to read.
   */
  readLog?(): Promise<number>;
  close(): Promise<void>;
}
