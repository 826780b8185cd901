import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Filter } from '@talentloop/access';
import { derivedId } from '@talentloop/event-sourcing';
import { type Answer, type CommandRequest, CommandRunner, created } from '@talentloop/http';
import { ExecuteCaseCommand } from '../application/execute-case-command';
import type { CaseCommand } from '../domain/service-case/commands';
import { CaseFinder } from './case-finder';

/** A command as a route of a case receives it. */
export interface CaseRequest {
  /** The case's id or its number. */
  readonly id: string;
  readonly asked: CommandRequest;
  readonly visible: Filter;
}

/** What every route of an existing case does: find it, give the command, answer. */
@Injectable()
export class CaseCommands {
  constructor(
    private readonly bus: CommandBus,
    private readonly runner: CommandRunner,
    private readonly finder: CaseFinder,
  ) {}

  async run({ id, asked, visible }: CaseRequest, command: CaseCommand): Promise<Answer> {
    const found = await this.finder.get(id, visible);
    return this.runner.run(asked, {
      work: (context) => this.bus.execute(new ExecuteCaseCommand(found.id, command, context)),
    });
  }

  /** Adds a part that has an id of its own, answered under `name`. */
  async add(
    { id, asked, visible }: CaseRequest,
    name: 'noteId' | 'messageId' | 'taskId',
    commandFor: (partId: string) => CaseCommand,
  ): Promise<Answer> {
    const found = await this.finder.get(id, visible);
    const partId = derivedId(asked.commandId, name);
    return this.runner.run(asked, {
      work: (context) =>
        this.bus.execute(new ExecuteCaseCommand(found.id, commandFor(partId), context)),
      answer: (receipt) => created(`/cases/${found.id}`, receipt, { [name]: partId }),
    });
  }
}
