interface Waiting<Q, A> {
  readonly question: Q;
  readonly settle: (answer: A) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Many callers, one round trip: questions that arrive in one turn, or while others are under way,
 * are asked together. A batch that fails fails for its own callers only, and an answer that throws
 * for its own caller only.
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
