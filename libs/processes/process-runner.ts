import type {
  EventCodecs,
  EventStore,
  Position,
  Process,
  RecordedEvent,
  StoredEvent,
} from '@talentloop/event-sourcing';
import {
  backOffMs,
  type BatchOutcome,
  type Checkpoints,
  followLog,
  grouped,
  inParallel,
  LazyCheckpoint,
  pause,
  type RunnerLog,
  type Session,
  silent,
} from '@talentloop/log-following';
import { carryOut, type Execute } from './carry-out';
import { whileLeading } from './leadership';
import { type Step, stepsAfter } from './steps';

export interface ProcessRunnerOptions {
  readonly process: Process;
  /** The schema of the service; part of the lock's name. */
  readonly schema: string;
  readonly store: EventStore;
  readonly codecs: EventCodecs;
  readonly checkpoints: Checkpoints;
  /** Of several runners of one process the one that holds its lock works. */
  readonly session: Session;
  readonly execute: Execute;
  readonly log?: RunnerLog;
  /** Default 200. */
  readonly batchSize?: number;
  /** Streams of a batch worked on at once; default 16. */
  readonly concurrency?: number;
}

/**
 * Runs one process manager over the log. Every command has an id derived from its event, so doing
 * an event again changes nothing; the checkpoint moves some time after the effects. A refusal is an
 * outcome; an error is tried again until it passes, and holds up its own stream and the checkpoint
 * only.
 */
export class ProcessRunner {
  readonly name: string;
  private readonly stopping = new AbortController();
  /** Its name among the followers of the log. */
  private readonly follower: string;
  private readonly lock: string;
  private readonly checkpoint: LazyCheckpoint;
  private running: Promise<void> | undefined;

  constructor(private readonly options: ProcessRunnerOptions) {
    const { process, schema, checkpoints } = options;
    this.name = process.name;
    this.follower = `process:${this.name}`;
    this.lock = `${schema}:${this.follower}`;
    this.checkpoint = new LazyCheckpoint((move) => checkpoints.move(this.follower, move));
  }

  /** Begins in the background; once. */
  start(): void {
    const { signal } = this.stopping;
    this.running ??= whileLeading(this.options.session, this.lock, signal, (leading) =>
      this.follow(leading),
    );
  }

  /** Ends after the commands at hand. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** All events up to here have had their effects. */
  get position(): Position {
    return this.checkpoint.position;
  }

  private async follow(signal: AbortSignal): Promise<void> {
    const { store, checkpoints, log = silent, batchSize = 200 } = this.options;
    await followLog({
      name: this.follower,
      store,
      batchSize,
      log,
      signal,
      position: () => this.checkpoint.begin(() => checkpoints.load(this.follower)),
      handle: (batch) => this.handle(batch, signal),
    });
    // The next one may begin where this one ends; if it cannot be written it begins a bit before.
    await this.checkpoint.flush().catch(() => undefined);
  }

  private async handle(batch: readonly StoredEvent[], signal: AbortSignal): Promise<BatchOutcome> {
    const { process, codecs, concurrency = 16 } = this.options;
    const relevant = batch.filter((event) => process.reactionTo(event) !== undefined);
    const events = await codecs.decode(relevant, { unseal: true });
    const streams = grouped(events, ({ stream }) => stream);
    await inParallel([...streams.values()], concurrency, async (ofStream) => {
      for (const event of ofStream) await this.effect(event, signal);
    });
    const last = batch.at(-1);
    if (signal.aborted || !last) return 'done';
    return this.checkpoint.moveLater(last.position) ? 'done' : 'fenced';
  }

  private async effect(event: RecordedEvent, signal: AbortSignal): Promise<void> {
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      try {
        for (const step of stepsAfter(this.options.process, event)) await this.perform(step, event);
        return;
      } catch (error) {
        this.note(event, attempt, error);
        await pause(backOffMs(attempt), signal);
      }
    }
  }

  private async perform({ command, context }: Step, event: RecordedEvent): Promise<void> {
    const { log = silent, execute } = this.options;
    const { refusals } = await carryOut(command, context, execute);
    for (const { command: refused, rejection } of refusals) {
      log.info(
        {
          process: this.name,
          eventId: event.id,
          category: refused.category,
          id: refused.id,
          command: refused.command.type,
          refused: rejection.rejected,
        },
        'a process was refused a command',
      );
    }
  }

  private note(event: RecordedEvent, attempt: number, error: unknown): void {
    const { log = silent } = this.options;
    const details = {
      process: this.name,
      position: event.position,
      type: event.type,
      attempt,
      error: String(error),
    };
    if (attempt >= 5) log.error(details, 'a process cannot go on with this stream');
    else log.warn(details, 'a process tries again');
  }
}
