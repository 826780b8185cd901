import type { Position, ReadModel } from '@talentloop/event-sourcing';
import { isTransient } from '@talentloop/log-following';
import { LogGuard } from '@talentloop/log-following';
import { logPages } from './log-pages';
import { Rate } from '@talentloop/log-following';
import { Candidate, Overtaken } from './rebuild-candidate';
import { type RebuildRecord, WORKING } from './rebuild-record';
import { CalledOff, type RebuildWorkOptions } from './rebuild-options';
import { CompareAndSwitch } from './compare-and-switch';
import { findTarget } from './rebuild-target';

const REPORT_EVERY_MS = 250;

/** One read model of a job. */
export interface Part {
  readonly record: RebuildRecord;
  readonly readModel: ReadModel;
}

/**
 * Does one job: reads the log once for all its read models, then compares and switches them one by
 * one.
 */
export class RebuildWork {
  private readonly rate = new Rate();
  private readonly guard: LogGuard;
  private reportedAt = 0;
  private wanted: ReadonlySet<string>;

  constructor(
    private readonly options: RebuildWorkOptions,
    private readonly job: { readonly jobId: string; readonly parts: readonly Part[] },
    private readonly signal: AbortSignal,
  ) {
    this.guard = new LogGuard({ gapless: options.gapless, hashes: true });
    this.wanted = new Set(job.parts.map(({ readModel }) => readModel.name));
  }

  /**
   * Resolves once every part is switched, held, failed or cancelled.
   * @throws errors that pass by themselves.
   */
  async run(): Promise<void> {
    const { pool, schema } = this.options;
    const begun: Candidate[] = [];
    for (const { record, readModel } of this.job.parts) {
      const candidate = new Candidate({ pool, schema, readModel, record });
      if (await this.survives(candidate, () => candidate.begin())) begun.push(candidate);
    }
    const built = await this.build(begun);
    for (const candidate of built) {
      const compareAndSwitch = new CompareAndSwitch(this.options, candidate, {
        catchUp: (to) => this.catchUp(candidate, to),
        rebuild: async () => {
          await candidate.startOver();
          await this.build([candidate]);
        },
        signal: this.signal,
      });
      await this.survives(candidate, () => compareAndSwitch.run());
    }
  }

  /**
   * Folds the candidates up to the live tables' position, or the log's end. Returns those that
   * reached it.
   */
  private async build(candidates: readonly Candidate[]): Promise<readonly Candidate[]> {
    const targets = new Map<Candidate, Position>();
    for (const candidate of candidates) {
      targets.set(candidate, await findTarget(this.options, candidate));
    }
    await this.fold(candidates, (candidate) => targets.get(candidate) ?? 0);
    return candidates.filter((candidate) => this.wanted.has(candidate.name));
  }

  private async catchUp(candidate: Candidate, to: Position): Promise<void> {
    await this.fold([candidate], () => to);
    if (!this.wanted.has(candidate.name)) throw new CalledOff('the rebuild has ended');
    if (candidate.position < to) throw new Error(`the log ends before ${to}`);
  }

  private async fold(
    candidates: readonly Candidate[],
    targetOf: (candidate: Candidate) => Position,
  ): Promise<void> {
    const { store, codecs, pageSize } = this.options;
    const behind = candidates.filter((candidate) => candidate.position < targetOf(candidate));
    if (behind.length === 0) return;
    const after = Math.min(...behind.map(({ position }) => position));
    const upTo = Math.max(...behind.map(targetOf));
    const readModels = behind.map(({ options }) => options.readModel);
    const options = { store, codecs, readModels, pageSize, guard: this.guard };
    try {
      for await (const page of logPages(options, { after, upTo })) {
        const working = behind.filter(({ name }) => this.wanted.has(name));
        await Promise.all(
          working.map((candidate) =>
            this.survives(candidate, async () => {
              const events = await page.for(candidate.options.readModel);
              await candidate.apply(Math.min(page.to, targetOf(candidate)), events);
            }),
          ),
        );
        await this.report(page.events);
      }
    } catch (error) {
      if (passes(error)) throw error;
      for (const candidate of behind) await this.fail(candidate, error);
    }
  }

  /** False if it failed permanently. This affects only this read model. */
  private async survives(candidate: Candidate, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return this.wanted.has(candidate.name);
    } catch (error) {
      if (passes(error)) throw error;
      await this.fail(candidate, error);
      return false;
    }
  }

  private async fail(candidate: Candidate, error: unknown): Promise<void> {
    const { jobs, log, schema } = this.options;
    const { position, name: readModel } = candidate;
    const cause = `${String(error)} (after position ${position})`;
    this.wanted = new Set([...this.wanted].filter((name) => name !== readModel));
    const failed = { from: WORKING, to: 'failed' } as const;
    await jobs.move(candidate.record, failed, { position, cause });
    log.error({ schema, readModel, position, cause }, 'a rebuild failed; the live rows stay');
  }

  private async report(events: number): Promise<void> {
    this.rate.add(events);
    if (this.signal.aborted) throw new CalledOff('the worker stops');
    if (performance.now() - this.reportedAt < REPORT_EVERY_MS) return;
    this.reportedAt = performance.now();
    const open = await this.options.jobs.report(this.job.jobId, this.rate.perSecond());
    this.wanted = new Set([...this.wanted].filter((name) => open.has(name)));
    if (this.wanted.size === 0) throw new CalledOff('the rebuild was cancelled');
  }
}

/** Whether this work continues later, in this worker or in another one. */
const passes = (error: unknown): boolean =>
  error instanceof CalledOff || error instanceof Overtaken || isTransient(error);
