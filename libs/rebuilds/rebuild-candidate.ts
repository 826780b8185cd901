import type { Position, ReadModel, RecordedEvent } from '@talentloop/event-sourcing';
import type { Pool } from 'pg';
import { identifier, inTransaction } from '@talentloop/log-following';
import { foldBatch, touchesOf } from '@talentloop/projections';
import { finishTables, makeTables, qualified } from '@talentloop/projections';
import { existing } from './live-at-rest';
import type { RebuildRecord } from './rebuild-record';
import { ReadModelTable } from '@talentloop/projections';
import {
  previousTables,
  rebuildCheckpoints,
  rebuiltTables,
  type TableSet,
} from '@talentloop/projections';

export interface CandidateOptions {
  readonly pool: Pool;
  readonly schema: string;
  readonly readModel: ReadModel;
  readonly record: RebuildRecord;
}

/** Another worker has taken over and writes to these tables. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/** The previous tables do not exist, or this release cannot fold them. */
export class NothingToRollBackTo extends Error {
  override readonly name = 'NothingToRollBackTo';
}

/** The tables that will replace the live ones, and how far they are folded. */
export class Candidate {
  readonly tables: TableSet;
  /** The record as it was last read. */
  record: RebuildRecord;
  private readonly table: ReadModelTable;
  private reached: Position = 0;
  private touched: Set<string> | undefined;

  constructor(readonly options: CandidateOptions) {
    const { pool, schema, readModel, record } = options;
    const { name } = readModel;
    this.record = record;
    this.tables =
      record.kind === 'rebuild' ? rebuiltTables(name, record.jobId) : previousTables(name);
    this.table = new ReadModelTable(pool, schema, readModel, this.tables);
  }

  get name(): string {
    return this.options.readModel.name;
  }

  get position(): Position {
    return this.reached;
  }

  /**
   * Continues what an earlier worker has left, or begins with empty tables.
   * @throws NothingToRollBackTo
   */
  async begin(): Promise<void> {
    const { readModel, record } = this.options;
    const built = await this.table.find();
    if (built?.version === readModel.version) {
      this.reached = built.position;
      return;
    }
    if (record.kind === 'rollback') {
      const why = built ? `the tables before are of version ${built.version}` : 'there is nothing';
      throw new NothingToRollBackTo(`${why} to roll ${this.name} back to`);
    }
    await this.startOver();
  }

  async startOver(): Promise<void> {
    const { pool, schema, readModel } = this.options;
    const checkpoints = `${identifier(schema)}.checkpoints`;
    await inTransaction(pool, async (client) => {
      await client.query(`set local statement_timeout = 0`);
      await client.query(`delete from ${checkpoints} where starts_with(name, $1)`, [
        rebuildCheckpoints(readModel.name),
      ]);
      await makeTables(client, schema, readModel, this.tables);
      for (const name of await existing(client, schema, this.tables)) {
        // No query reads the table before it is analysed, and an autovacuum would lock it during
        // the switch.
        await client.query(
          `alter table ${qualified(schema, name)} set (autovacuum_enabled = false)`,
        );
      }
      await client.query(
        `insert into ${checkpoints} (name, position, version) values ($1, 0, $2)`,
        [this.tables.checkpoint, readModel.version],
      );
    });
    await this.table.find();
    this.reached = 0;
  }

  /** Adds the indexes and the statistics that queries need. Does nothing if they exist. */
  async finish(): Promise<void> {
    const { pool, schema, readModel } = this.options;
    await inTransaction(pool, async (client) => {
      await client.query(`set local statement_timeout = 0`);
      await finishTables(client, schema, readModel, this.tables);
      for (const name of await existing(client, schema, this.tables)) {
        await client.query(`analyze ${qualified(schema, name)}`);
      }
    });
  }

  /**
   * Folds those of the events that are after its position, up to `to`.
   * @throws Overtaken, or an error of the fold.
   */
  async apply(to: Position, events: readonly RecordedEvent[]): Promise<void> {
    if (to <= this.reached) return;
    const { readModel } = this.options;
    const news = events.filter(({ position }) => position > this.reached && position <= to);
    const touches = touchesOf(readModel, news);
    const before = await this.table.load([...new Set(touches.flatMap(({ keys }) => keys))]);
    const folded = foldBatch(touches, before);
    for (const { key } of folded.changed) this.touched?.add(key);
    if (!(await this.table.write({ from: this.reached, to }, folded))) {
      throw new Overtaken(`${this.name} is rebuilt by another worker`);
    }
    this.reached = to;
  }

  /** Remembers from now on which rows change. */
  watch(): void {
    this.touched = new Set();
  }

  /** The keys of the rows that changed since `watch`. */
  get changedKeys(): readonly string[] {
    return [...(this.touched ?? [])];
  }
}
