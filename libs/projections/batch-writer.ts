import type {
  DomainEvent,
  EventCodecs,
  Position,
  ReadModel,
  StoredEvent,
} from '@talentloop/event-sourcing';
import { type FoldedBatch, foldBatch, touchesOf } from './fold-batch';
import type { ReadModelTable } from './read-model-table';

export interface BatchWriterOptions<Row extends object, E extends DomainEvent> {
  readonly readModel: ReadModel<Row, E>;
  readonly codecs: EventCodecs;
  readonly table: ReadModelTable<Row, E>;
  /** Called whenever the table includes more than before. */
  readonly moved: () => void;
}

/** Written; or other tables have taken the name; or another runner was faster. */
export type WriteOutcome = 'done' | 'again' | 'fenced';

/** A checkpoint that no row goes with is written this late, together with those that follow. */
const LAZY_CHECKPOINT_MS = 50;

/** Folds batches in memory over one read model's table, and writes rows and checkpoint at once. */
export class BatchWriter<Row extends object, E extends DomainEvent> {
  private reached: Position = 0;
  /** Where the checkpoint stands by our knowledge; at most `reached`. */
  private written: Position = 0;
  private lazily: NodeJS.Timeout | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: BatchWriterOptions<Row, E>) {}

  /** Up to here the table is current. */
  get position(): Position {
    return this.reached;
  }

  /** Goes on behind the checkpoint as it was found. */
  begin(position: Position): void {
    this.written = position;
    this.advance(position);
  }

  /** One after another, with the late writing of checkpoints too. */
  inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.turn.then(task);
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  /** To be called in turn. @throws what a fold throws, or the database. */
  async write(to: Position, events: readonly StoredEvent[]): Promise<WriteOutcome> {
    const { table } = this.options;
    const folded = await this.fold(events);
    if (folded.changed.length > 0) {
      if (!(await table.write({ from: this.written, to }, folded))) {
        return (await table.isReplaced()) ? 'again' : 'fenced';
      }
      this.written = to;
    } else {
      this.lazily ??= setTimeout(() => this.flushLater(), LAZY_CHECKPOINT_MS).unref();
    }
    this.advance(to);
    return 'done';
  }

  /** Writes the checkpoint if that is still to be done; what is at hand comes first. */
  async stop(): Promise<void> {
    clearTimeout(this.lazily);
    await this.inTurn(() => this.flush()).catch(() => undefined);
  }

  private async fold(events: readonly StoredEvent[]): Promise<FoldedBatch<Row>> {
    const { readModel, codecs, table } = this.options;
    const relevant = events.filter(({ type }) => Object.hasOwn(readModel.on, type));
    if (relevant.length === 0) return { changed: [], versions: [] };
    const unseal = readModel.opensPersonal ?? false;
    const touches = touchesOf(readModel, await codecs.decode<E>(relevant, { unseal }));
    const before = await table.load([...new Set(touches.flatMap(({ keys }) => keys))]);
    return foldBatch(readModel, touches, before);
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
    if (await this.options.table.write(move, { changed: [], versions: [] })) this.written = move.to;
  }

  private advance(position: Position): void {
    this.reached = position;
    this.options.moved();
  }
}
