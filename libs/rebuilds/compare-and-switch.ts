import type { Position } from '@talentloop/event-sourcing';
import { compareKeys, compareTables, type Comparison } from './compare-tables';
import { type Queryable, withClient } from '@talentloop/log-following';
import { isBusy, whileLiveRests } from './live-at-rest';
import { type Candidate, NothingToRollBackTo } from './rebuild-candidate';
import { dropPrevious } from './rebuild-leftovers';
import { type RebuildState, WORKING } from './rebuild-record';
import { CalledOff, type RebuildWorkOptions } from './rebuild-options';
import { findTarget, isComparable } from './rebuild-target';
import type { Built } from '@talentloop/projections';
import { switchTables } from './switch-tables';
import { liveTables } from '@talentloop/projections';
import { pause } from '@talentloop/log-following';

export interface CandidateFolding {
  /** Folds the candidate up to position `to`. */
  catchUp(to: Position): Promise<void>;
  /** Begins again with empty tables and folds up to the present target. */
  rebuild(): Promise<void>;
  readonly signal: AbortSignal;
}

/** The live tables rest only while at most this many events are folded. */
const GAP_MAX = 200;
/** An erasure may become visible a little after its own instant. */
const OVERLAP_MS = 1_000;
const TRY_AGAIN_MS = 100;

type Outcome = 'switched' | 'differs' | 'ahead' | 'erased' | 'called-off';

/**
 * Brings a built candidate to the live tables' position, compares the two, and switches the
 * candidate or holds it.
 */
export class CompareAndSwitch {
  private compared = false;
  private attempts = 0;

  constructor(
    private readonly options: RebuildWorkOptions,
    private readonly candidate: Candidate,
    private readonly folding: CandidateFolding,
  ) {}

  async run(): Promise<void> {
    await this.enter('catching-up');
    await this.candidate.finish();
    for (;;) {
      if (this.folding.signal.aborted) throw new CalledOff('the worker stops');
      const outcome = await this.attempt();
      if (outcome === 'switched' || outcome === 'differs') return;
      if (outcome === 'called-off') throw new CalledOff('the rebuild was cancelled');
      if (outcome === 'erased') await this.beginAgain();
      await pause(TRY_AGAIN_MS * (1 + Math.random()), this.folding.signal);
    }
  }

  private async attempt(): Promise<Outcome | 'busy'> {
    try {
      await this.approach();
      return (await this.compare()) ?? (await this.switch());
    } catch (error) {
      if (isBusy(error)) return 'busy';
      throw error;
    }
  }

  /** Folds until few events are missing, so that the live tables rest only briefly. */
  private async approach(): Promise<void> {
    let gap: number;
    do {
      const target = await findTarget(this.options, this.candidate);
      gap = target - this.candidate.position;
      await this.folding.catchUp(target);
    } while (gap > GAP_MAX);
  }

  /**
   * Compares every row. Both sides are at one position in a snapshot, taken while the live tables
   * rest.
   */
  private async compare(): Promise<Outcome | undefined> {
    if (this.compared) return undefined;
    return withClient(this.options.pool, async (reader) => {
      try {
        const position = await this.snapshot(reader);
        if (position === undefined || position === 'ahead') return position;
        await reader.query('set local statement_timeout = 0');
        return await this.judge(position, await compareTables(reader, ...this.sides()));
      } finally {
        await reader.query('rollback');
      }
    });
  }

  /** Undefined if the two sides cannot be compared. */
  private snapshot(reader: Queryable): Promise<Position | 'ahead' | undefined> {
    const { pool, schema } = this.options;
    return whileLiveRests(pool, schema, this.candidate.name, async (_, standing) => {
      if (!isComparable(this.candidate, standing.version)) return undefined;
      await this.folding.catchUp(standing.position);
      if (this.candidate.position > standing.position) return 'ahead';
      await this.enter('comparing');
      await reader.query('begin isolation level repeatable read read only');
      await reader.query(`select set_config('TimeZone', 'UTC', true)`);
      this.candidate.watch();
      return standing.position;
    });
  }

  private async judge(
    position: Position,
    { differing, differences, rows, hash }: Comparison,
  ): Promise<Outcome | undefined> {
    if (differing > 0) return this.hold(differing, differences);
    this.compared = true;
    const proof = { position, rows, hash };
    const { jobs } = this.options;
    const stays = { from: WORKING, to: 'comparing' } as const;
    return (await jobs.move(this.candidate.record, stays, { proof })) ? undefined : 'called-off';
  }

  private async switch(): Promise<Outcome> {
    const { pool, schema } = this.options;
    const { name } = this.candidate;
    // The live tables become the previous ones, so the previous ones are no longer needed.
    if (this.candidate.record.kind === 'rebuild') await dropPrevious(pool, schema, name);
    return whileLiveRests(pool, schema, name, async (client, standing) => {
      const refused = await this.meet(standing);
      if (refused) return refused;
      if (this.compared) {
        const keys = this.candidate.changedKeys;
        const { differing, differences } = await compareKeys(client, ...this.sides(), keys);
        if (differing > 0) return this.hold(differing, differences);
      }
      if (await this.isErased()) return 'erased';
      const { tables: incoming, position } = this.candidate;
      const { jobs } = this.options;
      const switched = { from: WORKING, to: 'switched' } as const;
      if (!(await jobs.move(this.candidate.record, switched, { position }, client)))
        return 'called-off';
      const { readModel } = this.candidate.options;
      const attempts = this.attempts++;
      await switchTables(client, { schema, readModel, incoming, position, attempts });
      return 'switched';
    });
  }

  /**
   * Folds the candidate to the live tables' position, or, if the two need not be equal, to the
   * log's end.
   */
  private async meet(standing: Built): Promise<Outcome | undefined> {
    if (!isComparable(this.candidate, standing.version)) {
      const head = await this.options.store.head();
      await this.folding.catchUp(Math.max(standing.position, head));
      return undefined;
    }
    await this.folding.catchUp(standing.position);
    return this.candidate.position > standing.position ? 'ahead' : undefined;
  }

  private async hold(differing: number, differences: Comparison['differences']): Promise<Outcome> {
    const { jobs, log, schema } = this.options;
    const { name: readModel, position } = this.candidate;
    const held = { from: WORKING, to: 'held' } as const;
    if (!(await jobs.move(this.candidate.record, held, { position, differing, differences }))) {
      return 'called-off';
    }
    log.warn(
      { schema, readModel, differing },
      'a rebuild is held: its rows differ from the live rows',
    );
    return 'differs';
  }

  /** Rows that were folded before a person was erased may still show that person. */
  private async isErased(): Promise<boolean> {
    const { readModel } = this.candidate.options;
    if (!readModel.opensPersonal) return false;
    const since = Date.parse(this.candidate.record.beganAt) - OVERLAP_MS;
    return this.options.erasedSince(new Date(since).toISOString());
  }

  private async beginAgain(): Promise<void> {
    const { jobs } = this.options;
    const cause = 'a person was erased meanwhile';
    if (this.candidate.record.kind === 'rollback') throw new NothingToRollBackTo(cause);
    const record = await jobs.restart(this.candidate.record, cause);
    if (!record) throw new CalledOff('the rebuild was cancelled');
    this.candidate.record = record;
    this.compared = false;
    await this.folding.rebuild();
    await this.enter('catching-up');
    await this.candidate.finish();
  }

  private async enter(state: RebuildState): Promise<void> {
    const moved = await this.options.jobs.move(this.candidate.record, { from: WORKING, to: state });
    if (!moved) throw new CalledOff('the rebuild was cancelled');
  }

  private sides() {
    const { schema } = this.options;
    const { tables: rebuilt, options } = this.candidate;
    const { readModel } = options;
    return [schema, readModel, { live: liveTables(readModel.name), rebuilt }] as const;
  }
}
