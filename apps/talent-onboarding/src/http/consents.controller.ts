import { Body, Controller, Delete, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Filter } from '@talentloop/access';
import { derivedId } from '@talentloop/event-sourcing';
import { Allow, type Answer, Asked, type CommandRequest, Visible } from '@talentloop/http';
import { findSameConsent } from '../domain/talent/state';
import { ConsentBody } from './dto/talent-commands.dto';
import { talentPolicy as policy } from './policy';
import { Talents } from './talents';

/** Consents: to which text, for whom and where; withdrawn at any time. */
@ApiTags('consents')
@Controller('talents/:id/consents')
export class ConsentsController {
  constructor(private readonly talents: Talents) {}

  @Allow(policy.consents)
  @Post()
  give(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() body: ConsentBody,
  ): Promise<Answer> {
    const data = { consentId: derivedId(asked.commandId, 'consent'), ...body };
    return this.talents.runAdding(id, asked, visible, {
      command: { type: 'GiveConsent', data },
      standing: (state) => {
        const own = state.record.consents.find((it) => it.consentId === data.consentId);
        const consent = own ?? findSameConsent(state, data);
        return consent && { consentId: consent.consentId };
      },
    });
  }

  @Allow(policy.consents)
  @Delete(':consentId')
  withdraw(
    @Param('id') id: string,
    @Param('consentId') consentId: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    return this.talents.run(id, asked, visible, { type: 'WithdrawConsent', data: { consentId } });
  }
}
