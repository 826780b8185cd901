import {
  type Actor,
  type DomainEvent,
  isRejection,
  type Process,
  type Receipt,
  type Rejection,
} from '@talentloop/event-sourcing';
import { type RunnerLog, silent } from '@talentloop/log-following';
import { carryOut, type Execute } from './carry-out';
import { stepsAfter } from './steps';

/** Which of a process's steps are performed now; all that follow from the receipt by default. */
export interface FollowUp<E extends DomainEvent = DomainEvent> {
  /** Who asked for the first command: the events of the steps name them. */
  readonly actor: Actor;
  /** Only what follows from events of this type. */
  readonly after?: E['type'];
  /** Only commands for streams of this decider. */
  readonly to?: { readonly category: string };
}

/**
 * Performs now what a process would do next for the events of a receipt, so that a caller's answer
 * includes it. Each step has the id that `ProcessRunner` gives it: the process finds it done, and
 * performs it itself when this process of the operating system ended before.
 */
export class FollowUps {
  constructor(
    private readonly execute: Execute,
    private readonly log: RunnerLog = silent,
  ) {}

  /**
   * Performs the steps in their order; for one that is refused also what the process does instead.
   * Answers the first refusal, else the last receipt; undefined when there was no step.
   * @throws what `Execute` throws; the process performs what is missing.
   */
  async perform<E extends DomainEvent>(
    process: Process,
    { events }: Receipt<E>,
    { actor, after, to }: FollowUp<NoInfer<E>>,
  ): Promise<Receipt | Rejection | undefined> {
    let receipt: Receipt | undefined;
    let refusal: Rejection | undefined;
    const followed = events.filter(({ type }) => after === undefined || type === after);
    const steps = followed.flatMap((event) => stepsAfter(process, event, actor));
    for (const { command, context } of steps) {
      if (to && command.category !== to.category) continue;
      const { answer } = await carryOut(command, context, this.execute);
      if (isRejection(answer)) refusal ??= answer;
      else receipt = answer;
    }
    return refusal ?? receipt;
  }

  /** Performs steps on which no answer depends, and leaves to the process what fails. */
  async attempt<E extends DomainEvent>(
    process: Process,
    receipt: Receipt<E>,
    followUp: FollowUp<NoInfer<E>>,
  ): Promise<void> {
    try {
      await this.perform(process, receipt, followUp);
    } catch (error) {
      const details = { process: process.name, stream: receipt.stream, error: String(error) };
      this.log.warn(details, 'a follow-up is left to its process');
    }
  }
}
