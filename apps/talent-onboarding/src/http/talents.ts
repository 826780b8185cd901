import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { type Filter, sees } from '@talentloop/access';
import type {
  CommandContext,
  Decisions,
  Loaded,
  Receipt,
  Rejection,
} from '@talentloop/event-sourcing';
import {
  type Answer,
  type CommandRequest,
  CommandRunner,
  type CommandWork,
  DECISIONS,
  notFound,
} from '@talentloop/http';
import { ExecuteTalentCommand } from '../application/execute-talent-command';
import type { TalentCommand } from '../domain/talent/commands';
import type { Talent } from '../domain/talent/state';
import { talent } from '../domain/talent/talent';
import { isResourceId } from './resource-id';
import { scopeOf } from './talent-view';

/** The people of this service as one caller sees them. */
@Injectable()
export class Talents {
  constructor(
    private readonly bus: CommandBus,
    private readonly runner: CommandRunner,
    @Inject(DECISIONS) private readonly decisions: Decisions,
  ) {}

  /** @throws Problem 404 when there is no such person for this caller. */
  async found(id: string, visible: Filter): Promise<Loaded<Talent>> {
    if (!isResourceId(id)) throw notFound();
    const loaded = await this.decisions.load(talent, id);
    if (!loaded || loaded.state.status === 'none') throw notFound();
    const { state } = loaded;
    if (!sees(visible, scopeOf(state))) throw notFound();
    return { ...loaded, state };
  }

  execute(
    id: string,
    command: TalentCommand,
    context: CommandContext,
  ): Promise<Receipt | Rejection> {
    return this.bus.execute(new ExecuteTalentCommand(id, command, context));
  }

  /** Runs one command on a person whom the caller sees. */
  run(
    id: string,
    asked: CommandRequest,
    visible: Filter,
    command: TalentCommand,
    answer?: CommandWork['answer'],
  ): Promise<Answer> {
    return this.runner.run(asked, {
      visible: () => this.found(id, visible),
      work: (context) => this.execute(id, command, context),
      ...(answer && { answer }),
    });
  }

  /**
   * Adds a part. When the record says the same already nothing is written, and the answer names the
   * part that says so: `standing` finds it.
   */
  runAdding<P extends object>(
    id: string,
    asked: CommandRequest,
    visible: Filter,
    adding: {
      readonly command: TalentCommand;
      readonly standing: (state: Talent) => P | undefined;
    },
  ): Promise<Answer> {
    let part: P | undefined;
    return this.runner.run(asked, {
      visible: () => this.found(id, visible),
      // Which part it was is known only after the command, so the claim is completed after it.
      steps: true,
      work: async (context) => {
        const outcome = await this.execute(id, adding.command, context);
        part = adding.standing((await this.found(id, visible)).state);
        return outcome;
      },
      answer: ({ id: of, revision, changed }) => ({
        status: changed ? 201 : 200,
        body: { id: of, revision, ...part },
        ...(changed && { location: `/talents/${of}` }),
      }),
    });
  }
}
