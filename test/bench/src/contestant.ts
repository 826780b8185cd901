import type { PlainEvent } from './case-script';

/** The next event of a case, or the command that leads to it. */
export interface Append {
  readonly caseId: string;
  readonly talentId: string;
  /** 0, 1, 2 …: also the revision that the event will have. */
  readonly step: number;
}

/** A way of storing events; every workload that a store can do, in the way its makers document. */
export interface Contestant {
  readonly name: string;
  /** One event, with the expected revision checked, durable when it resolves. */
  append(next: Append): Promise<void>;
  /** One command on a case that others write to at the same time: judged on what is stored. */
  addNote(caseId: string, noteId: string): Promise<void>;
  /** Several events at once, to fill a log; not measured. */
  fill(caseId: string, events: readonly PlainEvent[]): Promise<void>;
  /** The state of a case, folded from all its events; answers how many there were. */
  load(caseId: string): Promise<number>;
  /** Every event of the log in its order, parsed; answers how many. Absent where there is no log to read. */
  readLog?(): Promise<number>;
  close(): Promise<void>;
}
