interface Waiting<Q, A> {
  readonly question: Q;
  readonly settle: (answer: A) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Lets many callers share a round trip. Questions that arrive in one turn of the event loop, or
 * while other round trips run, form one batch. If a batch fails, only its own callers fail. If one
 * answer throws, only its own caller fails.
 */
export class Gathered<Q, A> {
  private waiting: Waiting<Q, A>[] = [];
  private busy = false;

  constructor(
    private readonly answerAll: (questions: readonly Q[]) => Promise<(question: Q) => A>,
    private readonly batchMax: number,
  ) {}

  ask(question: Q): Promise<A> {
    return new Promise((settle, fail) => {
      this.waiting.push({ question, settle, fail });
      if (!this.busy) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.busy = true;
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const batch = this.waiting.slice(0, this.batchMax);
      this.waiting = this.waiting.slice(this.batchMax);
      try {
        const answerOf = await this.answerAll(batch.map(({ question }) => question));
        for (const each of batch) settleWith(each, answerOf);
      } catch (error) {
        for (const { fail } of batch) fail(error);
      }
    }
    this.busy = false;
  }
}

const settleWith = <Q, A>(each: Waiting<Q, A>, answerOf: (question: Q) => A): void => {
  try {
    each.settle(answerOf(each.question));
  } catch (error) {
    each.fail(error);
  }
};
