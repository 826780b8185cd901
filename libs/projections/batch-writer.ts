import type { EventCodecs, Position, ReadModel, StoredEvent } from '@talentloop/event-sourcing';
import { type FoldedBatch, foldBatch, isRead, touchesOf } from './fold-batch';
import { LazyCheckpoint } from '@talentloop/log-following';
import type { ReadModelTable } from './read-model-table';

export interface BatchWriterOptions {
  readonly readModel: ReadModel;
  readonly codecs: EventCodecs;
  readonly table: ReadModelTable;
  /** Called whenever the table includes more than before. */
  readonly moved: () => void;
}

/** Written; or other tables have taken the name; or another runner was faster. */
export type WriteOutcome = 'done' | 'again' | 'fenced';

const NOTHING = { changed: [], versions: [] };

/**
 * Folds batches in memory over one read model's table, and writes rows and checkpoint at once; a
 * checkpoint that no row goes with is written a little later.
 */
export class BatchWriter {
  private readonly checkpoint: LazyCheckpoint;

  constructor(private readonly options: BatchWriterOptions) {
    this.checkpoint = new LazyCheckpoint((move) => options.table.write(move, NOTHING));
  }

  /** Up to here the table is current. */
  get position(): Position {
    return this.checkpoint.position;
  }

  /** Goes on behind the checkpoint as it was found, once what could be written late was flushed. */
  async begin(position: Position): Promise<void> {
    await this.checkpoint.begin(async () => position);
    this.options.moved();
  }

  /** One after another. @throws what a fold throws, or the database. */
  async write(to: Position, events: readonly StoredEvent[]): Promise<WriteOutcome> {
    const { table, moved } = this.options;
    const folded = await this.fold(events);
    const isMoved =
      folded.changed.length > 0
        ? await this.checkpoint.moveWith(to, (move) => table.write(move, folded))
        : this.checkpoint.moveLater(to);
    if (!isMoved) return (await table.isReplaced()) ? 'again' : 'fenced';
    moved();
    return 'done';
  }

  /** Writes the checkpoint if that is still to be done and can be. */
  flush(): Promise<void> {
    return this.checkpoint.flush().catch(() => undefined);
  }

  private async fold(events: readonly StoredEvent[]): Promise<FoldedBatch> {
    const { readModel, codecs, table } = this.options;
    const relevant = events.filter((event) => isRead(event, readModel, codecs));
    if (relevant.length === 0) return NOTHING;
    const unseal = readModel.opensPersonal ?? false;
    const touches = touchesOf(readModel, await codecs.decode(relevant, { unseal }));
    const before = await table.load([...new Set(touches.flatMap(({ keys }) => keys))]);
    return foldBatch(touches, before);
  }
}
