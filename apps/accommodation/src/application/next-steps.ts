import { Inject, Injectable } from '@nestjs/common';
import {
  type Actor,
  type CommandContext,
  type Decisions,
  type Process,
  type ProcessCommand,
  type Receipt,
  type Rejection,
} from '@talentloop/event-sourcing';
import { carryOut, type Execute, stepsAfter } from '@talentloop/processes';
import { DECISIONS, LOGGER, type Logger } from '@talentloop/http';
import { accommodation } from '../accommodation.service';

/**
 * Does at once what a process does after a crash, under the same command ids, so that whoever comes
 * second finds it done. A step that is refused undoes the first, as the process would.
 */
@Injectable()
export class NextSteps {
  private readonly deciders = new Map(
    accommodation.deciders.map((decider) => [decider.category, decider]),
  );

  constructor(
    @Inject(DECISIONS) private readonly decisions: Decisions,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** The one step that follows the events of `type`; undefined when there was no such event. */
  async second(
    process: Process,
    type: string,
    { events }: Receipt,
    actor: Actor,
  ): Promise<Receipt | Rejection | undefined> {
    const first = events.find((event) => event.type === type);
    const [step] = first ? stepsAfter(process, first, actor) : [];
    return step && this.carryOut(step.command, step.context);
  }

  /** What the units are told of these events; when that fails, the process does it. */
  async unitsFollow(process: Process, { events }: Receipt, actor: Actor): Promise<void> {
    try {
      for (const event of events)
        for (const { command, context } of stepsAfter(process, event, actor))
          if (command.category === 'unit') await this.carryOut(command, context);
    } catch (error) {
      this.log.warn({ process: process.name, error: String(error) }, 'left to the process');
    }
  }

  /** The answer to the command itself; its `otherwise` is done too when it is refused. */
  async carryOut(command: ProcessCommand, context: CommandContext): Promise<Receipt | Rejection> {
    let answer: Receipt | Rejection | undefined;
    const execute: Execute = async (given, under) => {
      const outcome = await this.execute(given, under);
      if (given === command) answer = outcome;
      return outcome;
    };
    await carryOut(command, context, execute);
    if (!answer) throw new Error(`${command.command.type} was not judged`);
    return answer;
  }

  private readonly execute: Execute = ({ category, id, command }, context) => {
    const decider = this.deciders.get(category);
    if (!decider) throw new Error(`there is no decider for ${category}`);
    return this.decisions.execute(decider, id, command, context);
  };
}

/** A command that found its target state reached: what stands is answered. */
export const unchanged = ({
  stream,
  id,
  revision,
  position,
  correlationId,
}: Omit<Receipt, 'changed' | 'events'>): Receipt => ({
  stream,
  id,
  revision,
  position,
  correlationId,
  changed: false,
  events: [],
});
