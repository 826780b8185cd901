import type { Pool } from 'pg';
import { identifier, inTransaction, withClient } from '@talentloop/log-following';
import { lockSchemas } from '@talentloop/log-following';

/**
 * `catching-up` until the head is reached, then `live`. `retrying`: the database is away.
 * `stopped`: the log is broken, or a fold failed, at a position; nothing goes on there until
 * somebody acts. `rebuilding`: the table is an older release's; it is served, but this release
 * cannot fold it, so it stands still unless a process of that release runs. `superseded`: a newer
 * release made the table.
 */
export type ReadModelState =
  | {
      readonly state:
        'starting' | 'catching-up' | 'live' | 'retrying' | 'rebuilding' | 'superseded';
    }
  | { readonly state: 'stopped'; readonly stoppedAt: number; readonly cause: string };

export interface ReportedState {
  readonly name: string;
  readonly state: ReadModelState['state'];
  readonly stoppedAt?: number;
  readonly cause?: string;
  readonly eventsPerSecond: number;
}

/** What runners say of themselves, for processes that do not run them. */
export class ReadModelStates {
  private readonly table: string;
  private prepared: Promise<void> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly schema: string,
  ) {
    this.table = `${identifier(schema)}.read_model_states`;
  }

  async report(name: string, state: ReadModelState, eventsPerSecond: number): Promise<void> {
    await this.prepare();
    const [stoppedAt, cause] =
      state.state === 'stopped' ? [state.stoppedAt, state.cause] : [null, null];
    await withClient(this.pool, (client) =>
      client.query(
        `insert into ${this.table} (name, state, stopped_at, cause, events_per_second)
           values ($1, $2, $3, $4, $5) on conflict (name) do update set state = excluded.state,
           stopped_at = excluded.stopped_at, cause = excluded.cause,
           events_per_second = excluded.events_per_second, reported_at = now()`,
        [name, state.state, stoppedAt, cause, eventsPerSecond],
      ),
    );
  }

  async all(): Promise<readonly ReportedState[]> {
    await this.prepare();
    const { rows } = await withClient(this.pool, (client) =>
      client.query<{
        name: string;
        state: ReadModelState['state'];
        stopped_at: string | null;
        cause: string | null;
        events_per_second: number;
      }>(`select name, state, stopped_at, cause, events_per_second from ${this.table}`),
    );
    return rows.map(({ name, state, stopped_at, cause, events_per_second }) => ({
      name,
      state,
      eventsPerSecond: events_per_second,
      ...(stopped_at !== null && { stoppedAt: Number(stopped_at) }),
      ...(cause !== null && { cause }),
    }));
  }

  private prepare(): Promise<void> {
    this.prepared ??= inTransaction(this.pool, async (client) => {
      await lockSchemas(client);
      await client.query(`create schema if not exists ${identifier(this.schema)}`);
      await client.query(
        `create table if not exists ${this.table} (name text primary key, state text not null,
           stopped_at bigint, cause text, events_per_second integer not null,
           reported_at timestamptz not null default now())`,
      );
    }).catch((error: unknown) => {
      this.prepared = undefined;
      throw error;
    });
    return this.prepared;
  }
}

const REPORT_EVERY_MS = 2_000;

/** Reports one read model's state when it changes, and now and then for the rate. */
export class StateReport {
  private said = '';
  private saidAt = 0;

  constructor(
    private readonly states: ReadModelStates,
    private readonly name: string,
  ) {}

  report(state: ReadModelState, eventsPerSecond: number): void {
    const at = performance.now();
    const what = JSON.stringify(state);
    if (what === this.said && at - this.saidAt < REPORT_EVERY_MS) return;
    [this.said, this.saidAt] = [what, at];
    // A report that got lost is made again with the next batch.
    this.states.report(this.name, state, eventsPerSecond).catch(() => (this.said = ''));
  }
}
