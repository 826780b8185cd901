import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { RebuildKind, RebuildProgress, RebuildRequests } from '@talentloop/rebuilds';
import {
  type CommandRequest,
  LOGGER,
  type Logger,
  notFound,
  Problem,
  problem,
} from '@talentloop/http';
import { RUNNING_SERVICES } from '../operations.controller';
import type { RunningService } from '../running-service';
import { isOver, type JointProgress, jointProgress } from './joint-progress';

const LOOK_AGAIN_MS = 50;

const titled = (en: string, zhHant: string, zhHans: string) => ({
  en,
  'zh-Hant': zhHant,
  'zh-Hans': zhHans,
});

const NOT_HELD = titled('No rebuild is held.', '沒有等候決定的重建。', '没有等候决定的重建。');
const OVER = titled('The rebuild has ended.', '重建已經結束。', '重建已经结束。');
const AT_WORK = titled('A rebuild is running.', '重建正在進行。', '重建正在进行。');
const NO_WAY_BACK = titled(
  'There are no earlier rows of this version to go back to.',
  '沒有此版本的較早資料可供還原。',
  '没有此版本的较早数据可供还原。',
);

/**
 * What operators can request about rebuilds, for every service of this process that has the read
 * model.
 */
@Injectable()
export class RebuildOperations {
  constructor(
    @Inject(RUNNING_SERVICES) private readonly services: readonly RunningService[],
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Every read model that this process can rebuild. */
  names(): readonly string[] {
    return [...new Set(this.services.flatMap(({ rebuilds }) => rebuilds.names))];
  }

  /** Returns the id of the job, or of the older job if one is already running for all of them. */
  async rebuild(names: readonly string[], asked: CommandRequest): Promise<{ jobId: string }> {
    for (const name of names) this.knowing(name);
    const jobId = asked.commandId;
    if (asked.hasKey && (await this.wasAsked(names, jobId))) return { jobId };
    const open = await this.ask(names, asked, 'rebuild');
    const [only] = open;
    return { jobId: open.size === 1 && only !== undefined ? only : jobId };
  }

  /** @throws Problem 409 if no previous tables exist, or if a rebuild is running. */
  async rollBack(name: string, asked: CommandRequest): Promise<{ jobId: string }> {
    const jobId = asked.commandId;
    if (asked.hasKey && (await this.wasAsked([name], jobId))) return { jobId };
    const able = await Promise.all(this.knowing(name).map((it) => it.canRollBack(name)));
    if (!able.every(Boolean)) throw new Problem(409, 'nothing-to-roll-back-to', NO_WAY_BACK);
    const open = await this.ask([name], asked, 'rollback');
    if ([...open].some((id) => id !== jobId)) throw new Problem(409, 'rebuild-at-work', AT_WORK);
    return { jobId };
  }

  async cancel(name: string, { actor }: CommandRequest): Promise<void> {
    const outcomes = await Promise.all(this.knowing(name).map((it) => it.cancel(name)));
    this.note(name, actor.id, 'cancelled');
    if (outcomes.includes('done')) return;
    if (outcomes.includes('not-so')) throw new Problem(409, 'rebuild-over', OVER);
    throw notFound();
  }

  async accept(name: string, { actor }: CommandRequest): Promise<void> {
    const outcomes = await Promise.all(this.knowing(name).map((it) => it.accept(name)));
    this.note(name, actor.id, 'accepted');
    if (outcomes.includes('done')) return;
    if (outcomes.includes('not-so')) throw new Problem(409, 'not-held', NOT_HELD);
    throw notFound();
  }

  /** @throws Problem 404 for an unknown name, or for a read model that was never rebuilt. */
  async progress(name: string): Promise<JointProgress> {
    const all = await Promise.all(this.knowing(name).map((it) => it.progress(name)));
    const known = all.filter((one): one is RebuildProgress => one !== undefined);
    if (known.length === 0) throw notFound();
    return jointProgress(known);
  }

  /**
   * Waits until the rebuild has ended or is held, or until the time is up, and returns its
   * progress.
   */
  async settled(name: string, timeoutMs: number): Promise<JointProgress> {
    const until = performance.now() + timeoutMs;
    let now = await this.progress(name);
    while (!isOver(now.state) && now.state !== 'held' && performance.now() <= until) {
      await sleep(LOOK_AGAIN_MS);
      now = await this.progress(name);
    }
    return now;
  }

  private async ask(
    names: readonly string[],
    { commandId: jobId, actor }: CommandRequest,
    kind: RebuildKind,
  ): Promise<ReadonlySet<string>> {
    const open = await Promise.all(
      this.services.map(({ rebuilds }) => rebuilds.ask(names, { jobId, kind, by: actor.id })),
    );
    for (const name of names) this.note(name, actor.id, kind);
    return new Set(open.flatMap((ids) => [...ids.values()]));
  }

  /**
   * Whether an earlier request with this key asked for the same read models.
   * @throws Problem 422 if it asked for others.
   */
  private async wasAsked(names: readonly string[], jobId: string): Promise<boolean> {
    const asked = await Promise.all(this.services.map(({ rebuilds }) => rebuilds.namesOf(jobId)));
    const before = new Set(asked.flat());
    if (before.size === 0) return false;
    const same = before.size === new Set(names).size && names.every((name) => before.has(name));
    if (!same) throw problem('idempotency-key-reused');
    return true;
  }

  private knowing(name: string): readonly RebuildRequests[] {
    const found = this.services.map(({ rebuilds }) => rebuilds).filter((it) => it.knows(name));
    if (found.length === 0) throw notFound();
    return found;
  }

  private note(readModel: string, by: string, what: string): void {
    this.log.warn({ readModel, by, what }, 'an operator changed a rebuild');
  }
}
