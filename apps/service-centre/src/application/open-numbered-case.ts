import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type Clock,
  type CommandContext,
  type Decisions,
  derivedId,
  isRejection,
  type Receipt,
  type RecordedEvent,
  reject,
  type Rejection,
} from '@talentloop/event-sourcing';
import { CLOCK, DECISIONS } from '@talentloop/http';
import { caseRegister } from '../domain/case-register/case-register';
import type { CaseRegisterCommand } from '../domain/case-register/commands';
import type { CaseRegisterEventOf } from '../domain/case-register/events';
import { serviceCase } from '../domain/service-case/service-case';
import { registerFor } from '../domain/values/case-number';
import { openNumberedCases } from '../processes/open-numbered-cases/open-numbered-cases';

type Opening = Extract<CaseRegisterCommand, { type: 'IssueCaseNumber' }>['data']['opening'];

/** Opens a case: first its number, from its centre's register, then the case itself. */
export class OpenNumberedCase extends Command<Receipt | Rejection> {
  constructor(
    readonly caseId: string,
    readonly opening: Opening,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/**
 * Does at once what the process does after a crash, under the same command id, so that whoever
 * comes second finds it done.
 */
@CommandHandler(OpenNumberedCase)
export class OpenNumberedCaseHandler implements ICommandHandler<OpenNumberedCase> {
  constructor(
    @Inject(DECISIONS) private readonly decisions: Decisions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ caseId, opening, context }: OpenNumberedCase): Promise<Receipt | Rejection> {
    // Opened before its answer was kept: perhaps by the process, perhaps in the year before.
    const opened = await this.decisions.load(serviceCase, caseId);
    if (opened) return { ...opened, changed: false, events: [] };
    const register = registerFor(opening.centre, this.clock.now());
    if (!register) return reject('unknown-centre');
    const command: CaseRegisterCommand = {
      type: 'IssueCaseNumber',
      data: { caseId, year: register.year, opening },
    };
    const numbered = await this.decisions.execute(caseRegister, register.id, command, context);
    if (isRejection(numbered)) return numbered;
    const issued = numbered.events.find((event) => event.type === 'CaseNumberIssued');
    if (!issued) throw new Error(`the register says nothing of case ${caseId}`);
    return this.open(issued, context);
  }

  private open(
    { id, data, meta }: RecordedEvent<CaseRegisterEventOf<'CaseNumberIssued'>>,
    { actor }: CommandContext,
  ): Promise<Receipt | Rejection> {
    const { caseId, number, opening } = data;
    return this.decisions.execute(
      serviceCase,
      caseId,
      { type: 'OpenCase', data: { number, opening } },
      {
        commandId: derivedId(id, openNumberedCases.name, 0),
        actor,
        correlationId: meta.correlationId,
        causationId: id,
      },
    );
  }
}
