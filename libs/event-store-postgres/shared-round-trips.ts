interface Waiting<Q, A> {
  readonly question: Q;
  readonly resolve: (answer: A) => void;
  readonly reject: (error: unknown) => void;
}

/** How many round trips run at the same time. Later questions wait and share the next one. */
const UNDER_WAY_MAX = 2;

/**
 * Lets many callers share few round trips. Questions that arrive in one turn of the event loop, or
 * while other round trips run, share the next round trip. A single question leaves at once. If a
 * round trip fails, all questions in it fail.
 */
export class SharedRoundTrips<Q, A> {
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
        if (answer === undefined)
          reject(new Error('the round trip returned no answer for a question'));
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
