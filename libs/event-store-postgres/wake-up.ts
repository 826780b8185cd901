import type { Position } from '@talentloop/event-sourcing';

/** Tells readers that wait at the end of the log that it has grown. */
export class WakeUp {
  private head: Position = 0;
  private readonly waiting = new Set<() => void>();

  announce(head: Position): void {
    if (head <= this.head) return;
    this.head = head;
    for (const wake of this.waiting) wake();
  }

  /** Whether the log ends there, as far as anybody said. */
  isEnd(position: Position): boolean {
    return this.head === position;
  }

  /** Returns when the log is known to go beyond `position`, on abort, or after `timeoutMs`. */
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
