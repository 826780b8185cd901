import { randomUUID } from 'node:crypto';
import type { Caller, Json, Reply } from '@talentloop/testing/journeys';
import { Client } from 'pg';
import { enquiry } from '../../journeys/steps/bodies';

const CASES = 8;

/** One command under one key, and every answer that it got. */
interface SentRequest {
  readonly path: string;
  readonly body: { readonly text: string };
  readonly key: string;
  readonly replies: Reply[];
}

/**
 * Caseworkers who write notes while something fails. They remember their answers, so that a spec
 * can compare them with what is stored.
 */
export class NoteWriters {
  private readonly asked: SentRequest[] = [];
  private cases: readonly string[] = [];
  private working: readonly Promise<void>[] = [];
  private stopped = false;

  constructor(
    private readonly worker: Caller,
    private readonly textOf: (n: number) => string = (n) => `note ${n}`,
  ) {}

  async openCases(): Promise<void> {
    const opening = Array.from({ length: CASES }, () => this.worker.do('/cases', enquiry));
    this.cases = (await Promise.all(opening)).map(({ id }: Json) => String(id));
  }

  /** Starts writers that each write one note after another until they are stopped. */
  start(writers: number): void {
    this.stopped = false;
    this.working = Array.from({ length: writers }, async () => {
      while (!this.stopped) await this.write();
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.working);
  }

  /** Writes one note and returns its first answer. */
  async write(): Promise<Reply> {
    const n = this.asked.length;
    const path = `/cases/${this.cases[n % CASES]}/notes`;
    const asked = { path, body: { text: this.textOf(n) }, key: randomUUID(), replies: [] };
    this.asked.push(asked);
    return this.ask(asked);
  }

  /** Reads a case as it is now. */
  read(): Promise<Reply> {
    return this.worker.get(`/cases/${this.cases[0]}`);
  }

  /** Repeats every answered request under its key. */
  async askAgain(): Promise<void> {
    for (let first = 0; first < this.asked.length; first += 64)
      await Promise.all(this.asked.slice(first, first + 64).map((asked) => this.ask(asked)));
  }

  /** How often each status was answered, at first or at last. */
  counts(which: 'first' | 'last'): Readonly<Record<number, number>> {
    const counts: Record<number, number> = {};
    for (const { replies } of this.asked) {
      const status = replies.at(which === 'first' ? 0 : -1)?.status ?? 0;
      counts[status] = (counts[status] ?? 0) + 1;
    }
    return counts;
  }

  /** Checks that every refused caller got a Retry-After, and that no other answer occurred. */
  expectCleanAnswers(): void {
    const wrong = this.asked
      .flatMap(({ replies }) => replies)
      .filter(({ status, headers, body }) =>
        status === 503
          ? headers.get('retry-after') === null || body.code !== 'unavailable'
          : status !== 201,
      );
    expect(wrong.map(({ status, body }) => ({ status, body }))).toEqual([]);
  }

  /**
   * Checks that every acknowledged note is stored once and is answered in the same way again, and
   * that a refused note became one event when it was repeated, whether or not its first attempt was
   * stored.
   */
  async expectEachOnce(connectionString: string): Promise<void> {
    for (const { replies } of this.asked) {
      const done = replies.filter(({ status }) => status === 201).map(({ body }) => body);
      expect(done.length).toBeGreaterThan(0);
      for (const body of done) expect(body).toEqual(done[0]);
    }
    const acknowledged = this.asked.map(({ replies }) => String(replies.at(-1)?.body.noteId));
    const stored = await notesOf(connectionString, this.cases);
    expect(stored.toSorted()).toEqual(acknowledged.toSorted());
  }

  /** How many of the notes the log holds. */
  async stored(connectionString: string): Promise<number> {
    return (await notesOf(connectionString, this.cases)).length;
  }

  private async ask(asked: SentRequest): Promise<Reply> {
    const reply = await this.worker.post(asked.path, asked.body, { key: asked.key });
    asked.replies.push(reply);
    return reply;
  }
}

const notesOf = async (
  connectionString: string,
  cases: readonly string[],
): Promise<readonly string[]> => {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>(
      `select data->>'noteId' as id from service_centre.events
       where type = 'NoteAdded' and stream = any($1)`,
      [cases.map((id) => `case-${id}`)],
    );
    return rows.map(({ id }) => id);
  } finally {
    await client.end();
  }
};
