interface Waiting<Q, A> {
  readonly question: Q;
  readonly resolve: (answer: A) => void;
  readonly reject: (error: unknown) => void;
}

/** Round trips under way at once; what is asked beyond them is asked together. */
const UNDER_WAY_MAX = 2;

/**
 * Many callers, few round trips: what is asked in one turn, or while others are under way, shares
 * the next one. A lone question leaves at once. What fails, fails for those who shared it.
 */
export class Together<Q, A> {
  private waiting: Waiting<Q, A>[] = [];
  private underWay = 0;

  constructor(
    private readonly answerAll: (questions: readonly Q[]) => Promise<readonly A[]>,
    private readonly questionsMax: number,
  ) {}

  ask(question: Q): Promise<A> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ question, resolve, reject });
      if (this.waiting.length === 1) queueMicrotask(() => this.start());
    });
  }

  private start(): void {
    while (this.waiting.length > 0 && this.underWay < UNDER_WAY_MAX) {
      const batch = this.waiting.splice(0, this.questionsMax);
      this.underWay += 1;
      void this.run(batch);
    }
  }

  private async run(batch: readonly Waiting<Q, A>[]): Promise<void> {
    try {
      const answers = await this.answerAll(batch.map(({ question }) => question));
      batch.forEach(({ resolve, reject }, i) => {
        const answer = answers[i];
        if (answer === undefined) reject(new Error('a question without an answer'));
        else resolve(answer);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      this.underWay -= 1;
      this.start();
    }
  }
}
