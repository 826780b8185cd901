import type {
  EventCodecs,
  EventStore,
  Position,
  ReadModel,
  StoredEvent,
} from '@talentloop/event-sourcing';
import type { Pool } from 'pg';
import { BatchWriter } from './batch-writer';
import { Changes } from '@talentloop/log-following';
import { isTransient } from '@talentloop/log-following';
import { type BatchOutcome, followLog } from '@talentloop/log-following';
import { LogGuard } from '@talentloop/log-following';
import { Rate } from '@talentloop/log-following';
import { type ReadModelState, ReadModelStates, StateReport } from './read-model-states';
import { prepareLive } from './prepare-live';
import { type Built, ReadModelTable } from './read-model-table';
import { readModelCheckpoint } from './table-names';
import { pause, type RunnerLog, silent } from '@talentloop/log-following';

export interface ProjectionRunnerOptions {
  readonly readModel: ReadModel;
  /** The schema of the service, `service_centre`; checkpoints and tables are kept there. */
  readonly schema: string;
  readonly pool: Pool;
  readonly store: EventStore;
  readonly codecs: EventCodecs;
  readonly log?: RunnerLog;
  /** Default 2,000. */
  readonly batchSize?: number;
  /** Whether the store's positions have no holes; default true. */
  readonly gapless?: boolean;
  /** Default true; off only to measure. */
  readonly verifyHashes?: boolean;
}

const BATCH_SIZE = 2_000;
/** Tables of another version are looked at again this often: others may take their place. */
const LOOK_AGAIN_MS = 250;

/**
 * Keeps the table of one read model: from its checkpoint on, batch by batch, each checked, folded
 * in memory and written with the checkpoint at once. A broken log or a failing fold stops this read
 * model where it is and no other; a database that is away is waited for; of two runners on one
 * table each batch is written by one.
 */
export class ProjectionRunner {
  readonly name: string;
  readonly version: number;
  private readonly table: ReadModelTable;
  private readonly writer: BatchWriter;
  private readonly guard: LogGuard;
  private readonly report: StateReport;
  private readonly rate = new Rate();
  private readonly changes = new Changes();
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private current: ReadModelState = { state: 'starting' };
  private prepared = false;
  private head: Position = Number.MAX_SAFE_INTEGER;

  constructor(private readonly options: ProjectionRunnerOptions) {
    const { pool, schema, readModel, codecs, gapless = true, verifyHashes = true } = options;
    this.name = readModel.name;
    this.version = readModel.version;
    this.table = new ReadModelTable(pool, schema, readModel);
    const moved = () => this.changes.announce();
    this.writer = new BatchWriter({ readModel, codecs, table: this.table, moved });
    this.guard = new LogGuard({ gapless, hashes: verifyHashes });
    this.report = new StateReport(new ReadModelStates(pool, schema), this.name);
  }

  /** Begins in the background; once. */
  start(): void {
    const { store, log = silent, batchSize = BATCH_SIZE } = this.options;
    const { signal } = this.stopping;
    this.running ??= followLog({
      name: readModelCheckpoint(this.name),
      store,
      batchSize,
      log,
      signal,
      position: () => this.begin(),
      handle: (batch) => this.handle(batch),
      failed: () => this.enter({ state: 'retrying' }),
    });
  }

  /** Ends after the batch at hand, its checkpoint written. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.writer.flush();
    this.changes.announce();
  }

  get position(): Position {
    return this.writer.position;
  }

  get state(): ReadModelState {
    return this.current;
  }

  get eventsPerSecond(): number {
    return this.rate.perSecond();
  }

  /** Resolves at the head as it was when the runner began: ready. Also when it stops before. */
  async caughtUp(): Promise<void> {
    while (!this.settled() && this.position < this.head) await this.changes.next();
  }

  /** True once the table includes that position; false when time is up, or it will not happen. */
  async waitFor(position: Position, timeoutMs: number): Promise<boolean> {
    const until = performance.now() + timeoutMs;
    while (this.position < position && !this.settled()) {
      const left = until - performance.now();
      if (left <= 0) break;
      await this.changes.next(left);
    }
    return this.position >= position;
  }

  private async begin(): Promise<Position | undefined> {
    const { signal } = this.stopping;
    await this.writer.flush();
    for (;;) {
      const built = await this.find();
      if (built?.version === this.version) return this.goOn(built);
      this.enter({ state: built && built.version > this.version ? 'superseded' : 'rebuilding' });
      await pause(LOOK_AGAIN_MS, signal);
      if (signal.aborted) return undefined;
    }
  }

  private async find(): Promise<Built | undefined> {
    const { pool, schema, readModel, store } = this.options;
    if (!this.prepared) await prepareLive(pool, schema, readModel);
    this.prepared = true;
    if (this.head === Number.MAX_SAFE_INTEGER) this.head = await store.head();
    return this.table.find();
  }

  private async goOn({ position }: Built): Promise<Position> {
    // What it remembers of streams may be of a batch that was read and never written.
    this.guard.reset();
    await this.writer.begin(position);
    // Only an event that is whole shows that what stopped it is mended.
    if (this.current.state !== 'stopped') {
      this.enter({ state: position < this.head ? 'catching-up' : 'live' });
    }
    return position;
  }

  private async handle(batch: readonly StoredEvent[]): Promise<BatchOutcome> {
    const { sound, broken } = this.guard.check(this.position, batch);
    const events = batch.slice(0, sound);
    const outcome = await this.apply(events);
    if (outcome !== 'done') return outcome;
    if (broken) return this.halt(broken.position, broken.kind);
    const { batchSize = BATCH_SIZE } = this.options;
    const behind = batch.length >= batchSize && this.position < this.head;
    this.enter({ state: behind ? 'catching-up' : 'live' });
    return 'done';
  }

  /**
   * Folds and writes; halves a batch that fails, so that all that comes before the failure is
   * written.
   */
  private async apply(events: readonly StoredEvent[]): Promise<BatchOutcome> {
    const last = events.at(-1);
    if (!last) return 'done';
    try {
      const outcome = await this.writer.write(last.position, events);
      if (outcome === 'done') this.rate.add(events.length);
      return outcome;
    } catch (error) {
      if (isTransient(error)) throw error;
      if (events.length === 1) return this.halt(last.position, String(error));
      const middle = Math.floor(events.length / 2);
      const outcome = await this.apply(events.slice(0, middle));
      return outcome === 'done' ? this.apply(events.slice(middle)) : outcome;
    }
  }

  private halt(position: Position, cause: string): 'stopped' {
    const known = this.current.state === 'stopped' && this.current.stoppedAt === position;
    this.enter({ state: 'stopped', stoppedAt: position, cause });
    const told = { schema: this.options.schema, readModel: this.name, position, cause };
    if (!known) this.options.log?.error(told, 'a read model stopped');
    return 'stopped';
  }

  private settled(): boolean {
    const { state } = this.current;
    return state === 'stopped' || state === 'superseded' || this.stopping.signal.aborted;
  }

  private enter(state: ReadModelState): void {
    const changed = state.state !== this.current.state;
    this.current = state;
    this.report.report(state, this.eventsPerSecond);
    if (changed) this.changes.announce();
  }
}
