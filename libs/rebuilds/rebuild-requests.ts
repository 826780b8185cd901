import type { ReadModel } from '@talentloop/event-sourcing';
import type { Pool } from 'pg';
import { withClient } from '@talentloop/log-following';
import { RebuildJobs } from './rebuild-jobs';
import { positionOf, progressOf, type ProgressOf, type RebuildProgress } from './rebuild-progress';
import { OPEN, type RebuildKind, type RebuildState } from './rebuild-record';
import { findBuilt } from '@talentloop/projections';
import { previousTables } from '@talentloop/projections';

export interface RebuildRequestsOptions extends ProgressOf {
  /** All read models of the service, including those of its deadlines. */
  readonly readModels: readonly ReadModel[];
}

/** `done`: it is so now. `not-so`: the rebuild is in another state. `none`: there is no rebuild. */
export type RequestOutcome = 'done' | 'not-so' | 'none';

/** Requests the rebuilds of one service, from any process. Workers carry them out. */
export class RebuildRequests {
  private readonly jobs: RebuildJobs;
  private readonly readModels: ReadonlyMap<string, ReadModel>;
  private readonly pool: Pool;

  constructor(private readonly options: RebuildRequestsOptions) {
    this.pool = options.pool;
    this.jobs = new RebuildJobs(options.pool, options.schema);
    this.readModels = new Map(options.readModels.map((readModel) => [readModel.name, readModel]));
  }

  get names(): readonly string[] {
    return [...this.readModels.keys()];
  }

  knows(name: string): boolean {
    return this.readModels.has(name);
  }

  /**
   * Requests that these read models are rebuilt in one pass over the log, or that one is rolled
   * back. Returns the open job of each read model, which is an older job if a worker already works
   * on it.
   */
  ask(
    names: readonly string[],
    asked: { jobId: string; kind: RebuildKind; by: string },
  ): Promise<ReadonlyMap<string, string>> {
    const known = names.flatMap((name) => this.readModels.get(name) ?? []);
    return this.jobs.ask(known, asked);
  }

  /** The read models for which a job was requested; none if there is no such job. */
  namesOf(jobId: string): Promise<readonly string[]> {
    return this.jobs.namesOf(jobId);
  }

  /** The last rebuild or rollback of a read model; undefined if there was none. */
  async progress(name: string): Promise<RebuildProgress | undefined> {
    const [readModel, record] = [this.readModels.get(name), await this.jobs.latest(name)];
    return readModel && record && progressOf(this.options, readModel, record);
  }

  /** Cancels the rebuild. The live rows stay as they are. */
  cancel(name: string): Promise<RequestOutcome> {
    return this.move(name, OPEN, 'cancelled');
  }

  /** Accepts the rebuilt rows of a held rebuild, with their differences. */
  accept(name: string): Promise<RequestOutcome> {
    return this.move(name, ['held'], 'catching-up');
  }

  /** Whether the tables before the last switch still exist and have this version. */
  async canRollBack(name: string): Promise<boolean> {
    const { checkpoint } = previousTables(name);
    const built = await withClient(this.pool, (client) =>
      findBuilt(client, this.options.schema, checkpoint),
    );
    return built !== undefined && built.version === this.readModels.get(name)?.version;
  }

  private async move(
    name: string,
    from: readonly RebuildState[],
    to: 'cancelled' | 'catching-up',
  ): Promise<RequestOutcome> {
    const record = await this.jobs.latest(name);
    if (!record) return 'none';
    const accepted = to === 'catching-up';
    const isSo = accepted ? record.accepted : record.state === to;
    if (isSo) return 'done';
    const position = await withClient(this.pool, (client) =>
      positionOf(client, this.options.schema, record),
    );
    const moved = await this.jobs.move(record, { from, to }, { position, accepted });
    return moved ? 'done' : 'not-so';
  }
}
