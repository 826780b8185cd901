/** What one transaction takes at most. */
const REQUESTS_MAX = 512;

/** Fewer callers than this are never parted. */
const PARTED_MIN = 16;

/** How much a new measurement counts beside those before it. */
const WEIGHT = 0.2;

const moved = (average: number, measured: number): number =>
  average === 0 ? measured : average + WEIGHT * (measured - average);

/**
 * How many requests leave together. Callers that wait for each other's answers would all end up in
 * one group, and then this process and the server take turns at being idle. Where the callers' own
 * work takes long beside a commit they are parted in two halves, so that one half is committed while
 * the other half goes on; where the disk is what everybody waits for they stay together.
 */
export class GroupSize {
  private last = 0;
  private commitMs = 0;
  private callersMs = 0;

  max(waiting: number): number {
    const callers = waiting + this.last;
    const parted = callers >= PARTED_MIN && this.callersMs > this.commitMs / 2;
    return parted ? Math.min(REQUESTS_MAX, Math.ceil(callers / 2)) : REQUESTS_MAX;
  }

  /** A group of so many left; the answer is to be called when it is committed. */
  sent(requests: number): () => void {
    const begun = performance.now();
    return () => {
      this.last = requests;
      this.commitMs = moved(this.commitMs, performance.now() - begun);
    };
  }

  /** The callers of a group go on: measures for how long they keep the event loop busy. */
  answered(requests: number): void {
    if (requests < PARTED_MIN / 2) return;
    const begun = performance.now();
    setImmediate(() => (this.callersMs = moved(this.callersMs, performance.now() - begun)));
  }
}
