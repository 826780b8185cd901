import type { Position } from '@talentloop/event-sourcing';

/** Wakes readers that wait at the end of the log when the log grows. */
export class WakeUp {
  private head: Position = 0;
  private readonly waiting = new Set<() => void>();

  announce(head: Position): void {
    if (head <= this.head) return;
    this.head = head;
    for (const wake of this.waiting) wake();
  }

  /** Whether the log ends at `position`, as far as this process knows. */
  isEnd(position: Position): boolean {
    return this.head === position;
  }

  /** Returns when the log is known to continue after `position`, on abort, or after `timeoutMs`. */
  wait(position: Position, timeoutMs: number, signal: AbortSignal): Promise<void> {
    if (this.head > position || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, timeoutMs);
      signal.addEventListener('abort', wake);
      this.waiting.add(wake);
    });
  }
}
