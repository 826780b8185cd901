import {
  type Clock,
  type Deadline,
  type DeadlineRow,
  derivedId,
  type EventCodecs,
  type EventStore,
  type Instant,
} from '@talentloop/event-sourcing';
import {
  columnOf,
  identifier,
  pause,
  type RunnerLog,
  type Session,
  silent,
  withClient,
} from '@talentloop/log-following';
import { ProjectionRunner, tableNames } from '@talentloop/projections';
import type { Pool } from 'pg';
import { carryOut, type Execute } from './carry-out';
import { whileLeading } from './leadership';
import { systemActor } from './steps';

export interface DeadlinePollerOptions {
  readonly deadline: Deadline;
  readonly schema: string;
  readonly pool: Pool;
  readonly store: EventStore;
  readonly codecs: EventCodecs;
  readonly session: Session;
  readonly execute: Execute;
  /** Whose instants decide what is due. */
  readonly clock: Clock;
  /** Calls back when the clock was moved; answers how to stop that. */
  readonly onMoved?: (moved: () => void) => () => void;
  readonly log?: RunnerLog;
  /** Real time between two looks; default 250. */
  readonly pollMs?: number;
}

interface DueRow {
  readonly key: string;
  readonly dueAt: string;
  readonly row: DeadlineRow;
}

const PAGE = 200;

/**
 * Keeps a deadline's table and gives its command for every row that is due. A row that was dealt
 * with and stays, because its command was refused, is not fired again until it is due anew.
 */
export class DeadlinePoller {
  readonly runner: ProjectionRunner;
  private readonly stopping = new AbortController();
  private readonly settled = new Map<string, Instant>();
  private running: Promise<void> | undefined;
  private nap = new AbortController();
  private readonly pageSql: string;

  constructor(private readonly options: DeadlinePollerOptions) {
    const { deadline, schema } = options;
    const type = deadline.readModel.columns['dueAt'];
    if (!type) throw new Error(`${deadline.name}: dueAt must be a column`);
    this.runner = new ProjectionRunner({ ...options, readModel: deadline.readModel });
    const table = `${identifier(schema)}.${identifier(tableNames(deadline.readModel.name).live)}`;
    const due = identifier(columnOf('dueAt'));
    this.pageSql = `select key, ${due}::text as due_text, row from ${table}
      where ${due} <= $1::${type} and (${due}, key) > ($2::${type}, $3)
      order by ${due}, key limit ${PAGE}`;
  }

  /** Begins in the background; once. The table is kept by every process, fired by one. */
  start(): void {
    this.runner.start();
    const { session, schema, deadline } = this.options;
    this.running ??= whileLeading(
      session,
      `${schema}:deadline:${deadline.name}`,
      this.stopping.signal,
      (leading) => this.poll(leading),
    );
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.nap.abort();
    await Promise.all([this.running, this.runner.stop()]);
  }

  /** Looks at once for what is due; answers how many commands were given. */
  async fireDue(signal: AbortSignal = this.stopping.signal): Promise<number> {
    let fired = 0;
    let after = { due: '-infinity', key: '' };
    const now = this.options.clock.now();
    for (;;) {
      const page = await this.page(now, after);
      for (const row of page.rows) {
        if (signal.aborted) return fired;
        if (await this.fire(row)) fired += 1;
      }
      if (!page.last) return fired;
      after = page.last;
    }
  }

  private async poll(signal: AbortSignal): Promise<void> {
    const { pollMs = 250, onMoved, log = silent, deadline } = this.options;
    const unsubscribe = onMoved?.(() => this.nap.abort());
    await this.runner.caughtUp();
    while (!signal.aborted) {
      this.nap = new AbortController();
      try {
        await this.fireDue(signal);
      } catch (error) {
        log.warn({ deadline: deadline.name, error: String(error) }, 'a deadline tries again');
      }
      await pause(pollMs, this.nap.signal);
    }
    unsubscribe?.();
  }

  private async page(
    now: Instant,
    after: { due: string; key: string },
  ): Promise<{ rows: readonly DueRow[]; last?: { due: string; key: string } }> {
    const { rows } = await withClient(this.options.pool, (client) =>
      client.query<{ key: string; due_text: string; row: DeadlineRow }>(this.pageSql, [
        now,
        after.due,
        after.key,
      ]),
    );
    const last = rows.length < PAGE ? undefined : rows.at(-1);
    return {
      rows: rows.map(({ key, row }) => ({ key, row, dueAt: row.dueAt })),
      ...(last && { last: { due: last.due_text, key: last.key } }),
    };
  }

  /** False when this row was dealt with before. */
  private async fire({ key, row, dueAt }: DueRow): Promise<boolean> {
    if (this.settled.get(key) === dueAt) return false;
    const { deadline, execute, log = silent } = this.options;
    const command = deadline.fire(row, key);
    const { correlationId, causationId } = row;
    const context = {
      commandId: derivedId(key, deadline.name, dueAt),
      ...(correlationId !== undefined && { correlationId }),
      ...(causationId !== undefined && { causationId }),
      actor: systemActor(deadline.name),
    };
    try {
      const { refusals } = await carryOut(command, context, execute);
      for (const { rejection } of refusals) {
        log.info({ deadline: deadline.name, key, refused: rejection.rejected }, 'not due any more');
      }
      this.settle(key, dueAt);
    } catch (error) {
      // The next look tries again; the other rows do not wait for this one.
      log.warn({ deadline: deadline.name, key, error: String(error) }, 'a deadline tries again');
    }
    return true;
  }

  private settle(key: string, dueAt: Instant): void {
    this.settled.set(key, dueAt);
    if (this.settled.size <= 50_000) return;
    const [oldest] = this.settled.keys();
    if (oldest !== undefined) this.settled.delete(oldest);
  }
}
