import type { EventStore, Position } from '@talentloop/event-sourcing';
import type { Pool } from 'pg';
import { identifier, withClient } from '@talentloop/log-following';
import { type ReadModelState, ReadModelStates } from './read-model-states';
import { readModelCheckpoint } from './table-names';
import { pause } from '@talentloop/log-following';

/** What is asked of a runner in this process; ProjectionRunner answers it. */
export interface RunningReadModel {
  readonly name: string;
  readonly version: number;
  readonly position: Position;
  readonly state: ReadModelState;
  readonly eventsPerSecond: number;
  caughtUp(): Promise<void>;
  waitFor(position: Position, timeoutMs: number): Promise<boolean>;
}

export interface ReadModelProgressOptions {
  /** `service-centre` */
  readonly service: string;
  readonly schema: string;
  readonly pool: Pool;
  readonly store: EventStore;
  /** All read models of the service, whoever runs them. */
  readonly readModels: readonly { readonly name: string; readonly version: number }[];
  /** Those that this process runs. */
  readonly runners: readonly RunningReadModel[];
}

/** An item of `GET /read-models`. */
export interface ReadModelStatus {
  readonly service: string;
  readonly name: string;
  readonly version: number;
  readonly position: Position;
  /** Events that the log is ahead. */
  readonly lag: number;
  readonly state: ReadModelState['state'];
  readonly eventsPerSecond: number;
  /** Seconds until it has caught up, at the present rate. */
  readonly eta?: number;
  readonly stoppedAt?: Position;
  readonly cause?: string;
}

const POLL_MS = 10;

/** How far the read models of one service are, whichever process runs them. */
export class ReadModelProgress {
  private readonly states: ReadModelStates;
  private readonly local: ReadonlyMap<string, RunningReadModel>;

  constructor(private readonly options: ReadModelProgressOptions) {
    this.states = new ReadModelStates(options.pool, options.schema);
    this.local = new Map(options.runners.map((runner) => [runner.name, runner]));
  }

  /** True once all of them include the position; false when the time is up. */
  async waitFor(names: readonly string[], position: Position, timeoutMs: number): Promise<boolean> {
    const waited = names.map((name) => this.waitForOne(name, position, timeoutMs));
    return (await Promise.all(waited)).every(Boolean);
  }

  /** Resolves when every read model of this process has once reached the head that it found. */
  async caughtUp(): Promise<void> {
    await Promise.all(this.options.runners.map((runner) => runner.caughtUp()));
  }

  /** Whether a read model can answer: false while it is stopped, and its queries answer 503. */
  async isUsable(name: string): Promise<boolean> {
    const runner = this.local.get(name);
    if (runner) return runner.state.state !== 'stopped';
    return (await this.states.all()).find((it) => it.name === name)?.state !== 'stopped';
  }

  async status(): Promise<readonly ReadModelStatus[]> {
    const { service, store, readModels } = this.options;
    const names = readModels.map(({ name }) => name);
    const [head, positions, reported] = await Promise.all([
      store.head(),
      this.positions(names),
      this.states.all(),
    ]);
    return readModels.map(({ name, version }) => {
      const runner = this.local.get(name);
      const said = runner?.state ?? reported.find((it) => it.name === name);
      const position = Math.max(positions.get(name) ?? 0, runner?.position ?? 0);
      const lag = Math.max(head - position, 0);
      const rate =
        runner?.eventsPerSecond ?? reported.find((r) => r.name === name)?.eventsPerSecond;
      const eventsPerSecond = lag === 0 && !runner ? 0 : (rate ?? 0);
      return {
        service,
        name,
        version,
        position,
        lag,
        eventsPerSecond,
        state: said?.state ?? 'starting',
        ...(lag > 0 && eventsPerSecond > 0 && { eta: Math.ceil(lag / eventsPerSecond) }),
        ...(said && 'stoppedAt' in said && { stoppedAt: said.stoppedAt }),
        ...(said && 'cause' in said && { cause: said.cause }),
      };
    });
  }

  /** In this process a runner knows at once; another process's shows in the table. */
  private async waitForOne(name: string, position: Position, timeoutMs: number): Promise<boolean> {
    const until = performance.now() + timeoutMs;
    const runner = this.local.get(name);
    if (runner && (await runner.waitFor(position, Math.min(timeoutMs, 100)))) return true;
    let reached = await this.hasReached(name, position);
    while (!reached && performance.now() < until) {
      if (runner) await runner.waitFor(position, POLL_MS);
      await pause(POLL_MS);
      reached = await this.hasReached(name, position);
    }
    return reached;
  }

  private async hasReached(name: string, position: Position): Promise<boolean> {
    return ((await this.positions([name])).get(name) ?? 0) >= position;
  }

  private async positions(names: readonly string[]): Promise<ReadonlyMap<string, Position>> {
    const { pool, schema } = this.options;
    const { rows } = await withClient(pool, (client) =>
      client.query<{ name: string; position: string }>(
        `select name, position from ${identifier(schema)}.checkpoints where name = any($1)`,
        [names.map(readModelCheckpoint)],
      ),
    );
    return new Map(
      names.map((name) => {
        const row = rows.find((it) => it.name === readModelCheckpoint(name));
        return [name, row ? Number(row.position) : 0];
      }),
    );
  }
}
