import type {
  DomainEvent,
  EventCodecs,
  EventStore,
  Position,
  ReadModel,
  StoredEvent,
} from '@talentloop/event-sourcing';
import type { Pool } from 'pg';
import { Changes } from './changes';
import { isTransient } from './database';
import { type FoldedBatch, foldBatch, touchesOf } from './fold-batch';
import { type BatchOutcome, followLog } from './follow-log';
import { LogGuard } from './log-guard';
import { Rate } from './rate';
import { type ReadModelState, ReadModelStates, StateReport } from './read-model-states';
import { prepareLive } from './prepare-live';
import { type Built, ReadModelTable } from './read-model-table';
import { readModelCheckpoint } from './table-names';
import { pause, type RunnerLog, silent } from './waiting';

export interface ProjectionRunnerOptions<Row extends object, E extends DomainEvent> {
  readonly readModel: ReadModel<Row, E>;
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

/** A checkpoint that no row goes with is written this late, together with those that follow. */
const LAZY_CHECKPOINT_MS = 50;
const BATCH_SIZE = 2_000;
/** Tables of another version are looked at again this often: others may take their place. */
const LOOK_AGAIN_MS = 250;

/**
 * Keeps the table of one read model: from its checkpoint on, batch by batch, each checked, folded
 * in memory and written with the checkpoint at once. A broken log or a failing fold stops this read
 * model where it is and no other; a database that is away is waited for; of two runners on one table
 * each batch is written by one.
 */
export class ProjectionRunner<Row extends object, E extends DomainEvent> {
  readonly name: string;
  readonly version: number;
  private readonly table: ReadModelTable<Row, E>;
  private readonly guard: LogGuard;
  private readonly report: StateReport;
  private readonly rate = new Rate();
  private readonly changes = new Changes();
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private lazily: NodeJS.Timeout | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private current: ReadModelState = { state: 'starting' };
  private prepared = false;
  /** Up to here the table is current. */
  private reached: Position = 0;
  /** Where the checkpoint stands by our knowledge; at most `reached`. */
  private written: Position = 0;
  private head: Position = Number.MAX_SAFE_INTEGER;

  constructor(private readonly options: ProjectionRunnerOptions<Row, E>) {
    const { pool, schema, readModel, gapless = true, verifyHashes = true } = options;
    this.name = readModel.name;
    this.version = readModel.version;
    this.table = new ReadModelTable(pool, schema, readModel);
    this.guard = new LogGuard({ gapless, hashes: verifyHashes });
    this.report = new StateReport(new ReadModelStates(pool, schema), this.name);
  }

  /** Begins in the background; once. */
  start(): void {
    const { store, log = silent, batchSize = BATCH_SIZE } = this.options;
    this.running ??= followLog({
      ...{ name: readModelCheckpoint(this.name), store, batchSize, log },
      signal: this.stopping.signal,
      position: () => this.begin(),
      handle: (batch) => this.inTurn(() => this.handle(batch)),
      failed: () => this.enter({ state: 'retrying' }),
    });
  }

  /** Ends after the batch at hand, its checkpoint written. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    clearTimeout(this.lazily);
    await this.inTurn(() => this.flush()).catch(() => undefined);
    this.changes.announce();
  }

  get position(): Position {
    return this.reached;
  }

  get state(): ReadModelState {
    return this.current;
  }

  get eventsPerSecond(): number {
    return this.rate.perSecond();
  }

  /** Resolves at the head as it was when the runner began: ready. Also when it stops before. */
  async caughtUp(): Promise<void> {
    while (!this.settled() && this.reached < this.head) await this.changes.next();
  }

  /** True once the table includes that position; false when time is up, or it will not happen. */
  async waitFor(position: Position, timeoutMs: number): Promise<boolean> {
    const until = performance.now() + timeoutMs;
    while (this.reached < position && !this.settled()) {
      const left = until - performance.now();
      if (left <= 0) break;
      await this.changes.next(left);
    }
    return this.reached >= position;
  }

  private async begin(): Promise<Position | undefined> {
    const { signal } = this.stopping;
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

  private goOn({ position }: Built): Position {
    if (position !== this.reached) this.guard.reset();
    this.written = position;
    this.advance(position);
    // Only an event that is whole shows that what stopped it is mended.
    if (this.current.state !== 'stopped') {
      this.enter({ state: position < this.head ? 'catching-up' : 'live' });
    }
    return position;
  }

  private async handle(batch: readonly StoredEvent[]): Promise<BatchOutcome> {
    const { sound, broken } = this.guard.check(this.reached, batch);
    const events = batch.slice(0, sound);
    const outcome = events.length > 0 ? await this.apply(events) : 'done';
    if (outcome !== 'done') {
      this.guard.reset();
      return outcome;
    }
    if (broken) return this.halt(broken.position, broken.kind);
    const { batchSize = BATCH_SIZE } = this.options;
    const behind = batch.length >= batchSize && this.reached < this.head;
    this.enter({ state: behind ? 'catching-up' : 'live' });
    return 'done';
  }

  /** Folds and writes; halves a batch that fails, so that all that comes before the failure is written. */
  private async apply(events: readonly StoredEvent[]): Promise<BatchOutcome> {
    const [first] = events;
    if (!first) return 'done';
    try {
      return await this.write(events.at(-1)?.position ?? first.position, events);
    } catch (error) {
      if (isTransient(error)) throw error;
      if (events.length === 1) return this.halt(first.position, String(error));
      const middle = Math.floor(events.length / 2);
      const outcome = await this.apply(events.slice(0, middle));
      return outcome === 'done' ? this.apply(events.slice(middle)) : outcome;
    }
  }

  private async write(to: Position, events: readonly StoredEvent[]): Promise<BatchOutcome> {
    const folded = await this.fold(events);
    if (folded.changed.length > 0) {
      if (!(await this.table.write({ from: this.written, to }, folded))) {
        return (await this.table.isReplaced()) ? 'again' : 'fenced';
      }
      this.written = to;
    } else {
      this.lazily ??= setTimeout(() => this.flushLater(), LAZY_CHECKPOINT_MS).unref();
    }
    this.rate.add(events.length);
    this.advance(to);
    return 'done';
  }

  private async fold(events: readonly StoredEvent[]): Promise<FoldedBatch<Row>> {
    const { readModel, codecs } = this.options;
    const relevant = events.filter(({ type }) => Object.hasOwn(readModel.on, type));
    if (relevant.length === 0) return { changed: [], versions: [] };
    const unseal = readModel.opensPersonal ?? false;
    const touches = touchesOf(readModel, await codecs.decode<E>(relevant, { unseal }));
    const before = await this.table.load([...new Set(touches.flatMap(({ keys }) => keys))]);
    return foldBatch(readModel, touches, before);
  }

  private halt(position: Position, cause: string): 'stopped' {
    const known = this.current.state === 'stopped' && this.current.stoppedAt === position;
    this.enter({ state: 'stopped', stoppedAt: position, cause });
    const { log = silent, schema } = this.options;
    if (!known)
      log.error({ schema, readModel: this.name, position, cause }, 'a read model stopped');
    return 'stopped';
  }

  private flushLater(): void {
    // A checkpoint that could not be moved now is moved with the next batch.
    this.inTurn(() => this.flush()).catch(() => undefined);
  }

  private async flush(): Promise<void> {
    clearTimeout(this.lazily);
    this.lazily = undefined;
    if (this.written >= this.reached) return;
    const move = { from: this.written, to: this.reached };
    // When another runner was faster, the next batch finds out and begins from its checkpoint.
    if (await this.table.write(move, { changed: [], versions: [] })) this.written = move.to;
  }

  private inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.turn.then(task);
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  private settled(): boolean {
    const { state } = this.current;
    return state === 'stopped' || state === 'superseded' || this.stopping.signal.aborted;
  }

  private advance(position: Position): void {
    this.reached = position;
    this.changes.announce();
  }

  private enter(state: ReadModelState): void {
    const changed = state.state !== this.current.state;
    this.current = state;
    this.report.report(state, this.eventsPerSecond);
    if (changed) this.changes.announce();
  }
}
