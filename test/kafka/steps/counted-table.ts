import { randomUUID } from 'node:crypto';
import { readModel, rowsFrom } from '@talentloop/event-sourcing';
import { Session } from '@talentloop/log-following';
import { ProjectionRunner } from '@talentloop/projections';
import { Rebuilder, type RebuildProgress, RebuildRequests } from '@talentloop/rebuilds';
import { tally, tallyCodecs, until } from '@talentloop/testing';
import type { Pool } from 'pg';
import type { CountingService } from './services';

interface CountedRow {
  readonly effects: number;
  /** The numbers that were counted, in order. */
  readonly story: number;
}

/** A row per key in which every effect leaves a trace, and so does the order of the effects. */
const counted = readModel<CountedRow>(
  {
    name: 'counted_keys',
    version: 1,
    columns: { effects: 'integer' },
    temporal: true,
  },
  [
    rowsFrom(tally, {
      keysOf: ({ stream }) => [stream],
      on: {
        TallyRaised: (row, { data }) => ({
          effects: (row?.effects ?? 0) + 1,
          story: ((row?.story ?? 7) * 31 + data.by) % 1_000_003,
        }),
      },
    }),
  ],
);

const SETTLED: readonly RebuildProgress['state'][] = ['switched', 'held', 'failed', 'cancelled'];

/** A table that a counting service maintains from its log while it consumes. */
export class CountedTable {
  private readonly session: Session;
  private readonly runner: ProjectionRunner;
  private readonly rebuilder: Rebuilder;
  private readonly requests: RebuildRequests;

  constructor(
    pool: Pool,
    private readonly service: CountingService,
  ) {
    const { schema, store } = service;
    const readModels = [counted];
    const about = { pool, schema, store, codecs: tallyCodecs };
    this.session = new Session(pool);
    this.runner = new ProjectionRunner({ ...about, readModel: counted });
    this.rebuilder = new Rebuilder({ ...about, session: this.session, readModels });
    this.requests = new RebuildRequests({ ...about, service: schema, readModels });
  }

  start(): void {
    this.runner.start();
    this.rebuilder.start();
  }

  /** Rebuilds the table from the log beside the live one and compares every version by hash. */
  async rebuild(msMax: number): Promise<RebuildProgress> {
    const head = await this.service.store.head();
    if (!(await this.runner.waitFor(head, msMax))) throw new Error('the table is behind the log');
    await this.requests.ask([counted.name], { jobId: randomUUID(), kind: 'rebuild', by: 'spec' });
    let progress: RebuildProgress | undefined;
    await until(
      'it is compared',
      async () => {
        progress = await this.requests.progress(counted.name);
        return progress !== undefined && SETTLED.includes(progress.state);
      },
      msMax,
    );
    return progress ?? Promise.reject(new Error('it was not rebuilt'));
  }

  async stop(): Promise<void> {
    await Promise.all([this.runner.stop(), this.rebuilder.stop()]);
    await this.session.close();
  }
}
