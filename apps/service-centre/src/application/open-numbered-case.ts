import { Inject, Injectable } from '@nestjs/common';
import {
  type Clock,
  type CommandContext,
  type Decisions,
  isRejection,
  type Receipt,
  reject,
  type Rejection,
  unchanged,
} from '@talentloop/event-sourcing';
import { CLOCK, DECISIONS } from '@talentloop/http';
import { FollowUps } from '@talentloop/processes';
import { caseRegister } from '../domain/case-register/case-register';
import type { CaseRegisterCommandData } from '../domain/case-register/commands';
import { serviceCase } from '../domain/service-case/service-case';
import { registerFor } from '../domain/values/case-number';
import { openNumberedCases } from '../processes/open-numbered-cases/open-numbered-cases';

type Opening = CaseRegisterCommandData['IssueCaseNumber']['opening'];

/**
 * Opens a case in two steps: the register of its centre issues a number, then the case is opened
 * under it. The process `open-numbered-cases` performs the second step when the request could not.
 */
@Injectable()
export class OpenNumberedCase {
  constructor(
    @Inject(DECISIONS) private readonly decisions: Decisions,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly followUps: FollowUps,
  ) {}

  async execute(
    caseId: string,
    opening: Opening,
    context: CommandContext,
  ): Promise<Receipt | Rejection> {
    // A request before this one, or the process, has opened it: perhaps in the year before.
    const opened = await this.decisions.load(serviceCase, caseId);
    if (opened) return unchanged(opened);
    const register = registerFor(opening.centre, this.clock.now());
    if (!register) return reject('unknown-centre');
    const { id, year } = register;
    const issue = { type: 'IssueCaseNumber', data: { caseId, year, opening } } as const;
    const numbered = await this.decisions.execute(caseRegister, id, issue, context);
    if (isRejection(numbered)) return numbered;
    const { actor } = context;
    const after = 'CaseNumberIssued';
    const answer = await this.followUps.perform(openNumberedCases, numbered, { actor, after });
    if (!answer) throw new Error(`the register ${id} has issued no number for case ${caseId}`);
    return answer;
  }
}
