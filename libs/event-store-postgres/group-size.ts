/** How many requests one transaction takes at most. */
const REQUESTS_MAX = 512;

/** Fewer callers than this always share one group. */
const PARTED_MIN = 16;

/** The weight of a new measurement in the moving average. */
const WEIGHT = 0.2;

const moved = (average: number, measured: number): number =>
  average === 0 ? measured : average + WEIGHT * (measured - average);

/**
 * Decides how many requests leave together. Callers that wait for each other's answers all end up
 * in one group; then this process and PostgreSQL are idle in turn. If the callers' own work takes
 * long beside a commit, this class divides them into two halves, so that PostgreSQL commits one
 * half while the other half works. If everybody waits for the disk, they stay in one group.
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

  /**
   * Notes that a group of `requests` has left. The caller runs the returned function once the group
   * is committed.
   */
  sent(requests: number): () => void {
    const begun = performance.now();
    return () => {
      this.last = requests;
      this.commitMs = moved(this.commitMs, performance.now() - begun);
    };
  }

  /** Measures how long the callers of an answered group keep the event loop busy. */
  answered(requests: number): void {
    if (requests < PARTED_MIN / 2) return;
    const begun = performance.now();
    setImmediate(() => (this.callersMs = moved(this.callersMs, performance.now() - begun)));
  }
}
