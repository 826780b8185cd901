const WINDOW_MS = 5_000;

/** Events per second over the last few seconds, in real time, because it measures the machine. */
export class Rate {
  private readonly marks: { at: number; count: number }[] = [];

  add(count: number, at = performance.now()): void {
    this.marks.push({ at, count });
    this.prune(at);
  }

  perSecond(at = performance.now()): number {
    this.prune(at);
    const [first] = this.marks;
    if (!first) return 0;
    const total = this.marks.reduce((sum, { count }) => sum + count, 0);
    return Math.round((total * 1_000) / Math.max(at - first.at, 1_000));
  }

  private prune(at: number): void {
    while (this.marks[0] && at - this.marks[0].at > WINDOW_MS) this.marks.shift();
  }
}
