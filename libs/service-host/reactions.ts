import type { Clock } from '@talentloop/event-sourcing';
import { Consumer, type MessageBus, Relay } from '@talentloop/integration-bus';
import { DeadlinePoller, ProcessRunner } from '@talentloop/processes';
import { Checkpoints, type RunnerLog, type Session } from '@talentloop/log-following';
import { ProjectionRunner } from '@talentloop/projections';
import { Rebuilder } from '@talentloop/rebuilds';
import type { Pool } from 'pg';
import { publishedLanguage, topicsOf } from './published-language';
import { readModelsOf } from './service';
import type { WritingSide } from './writing-side';

export interface ReactionsOptions {
  readonly writing: WritingSide;
  readonly pool: Pool;
  readonly bus: MessageBus;
  readonly clock: Clock;
  /** Calls back when the clock was moved; answers how to stop that. */
  readonly onMoved?: (moved: () => void) => () => void;
  readonly log: RunnerLog;
  /** For leadership and notifications; its owner closes it. */
  readonly session: Session;
  /** Whether the log's positions have no holes. */
  readonly gapless: boolean;
}

interface Runner {
  start(): void | Promise<void>;
  stop(): Promise<void>;
}

/**
 * Everything of one service that follows a log: tables, processes, deadlines, relays, its consumer.
 */
export class Reactions {
  readonly readModels: readonly ProjectionRunner[];
  readonly consumer: Consumer;
  private readonly runners: readonly Runner[];

  constructor({ writing, pool, bus, clock, onMoved, log, gapless, session }: ReactionsOptions) {
    const { service, store, codecs, execute } = writing;
    const { name, schema, publishes, consumes, retriedRefusals } = service;
    const checkpoints = new Checkpoints(pool, schema);
    const about = { schema, pool, store, codecs, session, checkpoints, execute, log, gapless };
    const tables = service.readModels.map(
      (readModel) => new ProjectionRunner({ ...about, readModel }),
    );
    const deadlines = service.deadlines.map(
      (deadline) => new DeadlinePoller({ ...about, deadline, clock, ...(onMoved && { onMoved }) }),
    );
    const processes = service.processes.map((process) => new ProcessRunner({ ...about, process }));
    const relays = topicsOf(name).map(
      (topic) => new Relay({ ...about, service: name, topic, publishes, bus }),
    );
    const rebuilder = new Rebuilder({
      ...about,
      readModels: readModelsOf(service),
      erasedSince: (since) => writing.erasedSince(since),
    });
    this.consumer = new Consumer({
      consumes,
      known: publishedLanguage,
      bus,
      pool,
      schema,
      execute,
      log,
      retriedRefusals,
    });
    this.readModels = [...tables, ...deadlines.map(({ runner }) => runner)];
    const following = [...tables, ...deadlines, ...processes, ...relays, this.consumer];
    this.runners = [...following, rebuilder];
  }

  async start(): Promise<void> {
    await Promise.all(this.runners.map((runner) => runner.start()));
  }

  /** Ends after what is at hand; nothing is lost, and another process may take over at once. */
  async stop(): Promise<void> {
    await Promise.all(this.runners.map((runner) => runner.stop()));
  }
}
