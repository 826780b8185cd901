import type { EventCodecs, EventStore, Instant, ReadModel } from '@talentloop/event-sourcing';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { withClient } from '@talentloop/log-following';
import { Overtaken } from './rebuild-candidate';
import { RebuildJobs } from './rebuild-jobs';
import { dropClosed, dropErased } from './rebuild-leftovers';
import { WORKING } from './rebuild-record';
import { CalledOff } from './rebuild-options';
import { type Part, RebuildWork } from './rebuild-work';
import { findBuilt } from '@talentloop/projections';
import type { Session } from '@talentloop/log-following';
import { liveTables } from '@talentloop/projections';
import { backOffMs, pause, type RunnerLog, silent } from '@talentloop/log-following';

export interface RebuilderOptions {
  readonly schema: string;
  readonly pool: Pool;
  readonly store: EventStore;
  readonly codecs: EventCodecs;
  readonly session: Session;
  /** All read models of the service, including those of its deadlines. */
  readonly readModels: readonly ReadModel[];
  /** Whether a person was erased at that instant or later, by the database's clock. */
  readonly erasedSince?: (since: Instant) => Promise<boolean>;
  readonly log?: RunnerLog;
  /** Whether the store's positions have no gaps; true by default. */
  readonly gapless?: boolean;
  /** How many events a page has; 2,000 by default. */
  readonly pageSize?: number;
}

/** How late a worker notices a request whose notification was lost. */
const LOOK_EVERY_MS = 1_000;
const SWEEP_EVERY_MS = 5_000;
const PAGE_SIZE = 2_000;

/**
 * Carries out the requested rebuilds, one job at a time. Of several workers, the one that holds the
 * job's advisory lock works on it. If that worker dies, the next worker continues from the job's
 * checkpoint. At its start a worker requests a rebuild of each read model whose live tables an
 * older version made.
 */
export class Rebuilder {
  private readonly jobs: RebuildJobs;
  private readonly readModels: ReadonlyMap<string, ReadModel>;
  private readonly stopping = new AbortController();
  private nap = new AbortController();
  private running: Promise<void> | undefined;
  private sweptAt = -SWEEP_EVERY_MS;

  constructor(private readonly options: RebuilderOptions) {
    this.jobs = new RebuildJobs(options.pool, options.schema);
    this.readModels = new Map(options.readModels.map((readModel) => [readModel.name, readModel]));
  }

  /** Starts in the background. A second call does nothing. */
  start(): void {
    this.running ??= this.live();
  }

  /**
   * Ends after the present page. Another worker continues unfinished work, or this one at its next
   * start.
   */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.nap.abort();
    await this.running;
  }

  private async live(): Promise<void> {
    const { session, log = silent, schema } = this.options;
    const { signal } = this.stopping;
    const unlisten = await session.listen(this.jobs.channel, () => this.nap.abort());
    let asked = false;
    for (let attempt = 1; !signal.aborted;) {
      this.nap = new AbortController();
      try {
        if (!asked) await this.askForNewVersions();
        asked = true;
        await this.sweep();
        if (!(await this.work())) await pause(LOOK_EVERY_MS, this.nap.signal);
        attempt = 1;
      } catch (error) {
        if (!signal.aborted)
          log.warn({ schema, error: String(error) }, 'a rebuild failed; trying again');
        await pause(backOffMs(attempt), signal);
        attempt += 1;
      }
    }
    unlisten();
  }

  private async askForNewVersions(): Promise<void> {
    const { pool, schema } = this.options;
    await this.jobs.prepare();
    const older: ReadModel[] = [];
    for (const readModel of this.readModels.values()) {
      const { checkpoint } = liveTables(readModel.name);
      const live = await withClient(pool, (client) => findBuilt(client, schema, checkpoint));
      if (live && live.version < readModel.version) older.push(readModel);
    }
    if (older.length === 0) return;
    const by = 'a new version';
    await this.jobs.ask(older, { jobId: randomUUID(), kind: 'rebuild', by });
  }

  /** False if there is no work that another worker is not already doing. */
  private async work(): Promise<boolean> {
    const jobs = new Set((await this.workable()).map(({ record }) => record.jobId));
    let worked = false;
    for (const jobId of jobs) {
      if (this.stopping.signal.aborted) return worked;
      if (await this.workOn(jobId)) worked = true;
    }
    return worked;
  }

  /** The open jobs for read models in the version of this release. */
  private async workable(): Promise<readonly Part[]> {
    return (await this.jobs.inState(WORKING)).flatMap((record) => {
      const readModel = this.readModels.get(record.readModel);
      return readModel?.version === record.version ? [{ record, readModel }] : [];
    });
  }

  private async workOn(jobId: string): Promise<boolean> {
    const { session, schema } = this.options;
    const lock = `${schema}:rebuild:${jobId}`;
    const lost = await session.tryLock(lock);
    if (!lost) return false;
    const signal = AbortSignal.any([this.stopping.signal, lost]);
    try {
      // Read under the lock: the worker that held it before may have done the work.
      const parts = (await this.workable()).filter(({ record }) => record.jobId === jobId);
      await this.workOf({ jobId, parts }, signal).run();
    } catch (error) {
      if (!(error instanceof CalledOff) && !(error instanceof Overtaken)) throw error;
    } finally {
      await session.unlock(lock).catch(() => undefined);
      // Look at once for the tables that a switch has left behind.
      this.sweptAt = -SWEEP_EVERY_MS;
    }
    return true;
  }

  private workOf(job: { jobId: string; parts: readonly Part[] }, signal: AbortSignal): RebuildWork {
    const { gapless = true, pageSize = PAGE_SIZE, log = silent } = this.options;
    const { erasedSince = () => Promise.resolve(false) } = this.options;
    const { jobs } = this;
    const options = { ...this.options, jobs, log, gapless, pageSize, erasedSince };
    return new RebuildWork(options, job, signal);
  }

  /** Drops tables that are no longer needed, and tables that show an erased person. */
  private async sweep(): Promise<void> {
    const { erasedSince, log = silent } = this.options;
    const about = { ...this.options, log, jobs: this.jobs };
    await dropClosed(about);
    if (!erasedSince || performance.now() - this.sweptAt < SWEEP_EVERY_MS) return;
    this.sweptAt = performance.now();
    await dropErased({ ...about, erasedSince });
  }
}
