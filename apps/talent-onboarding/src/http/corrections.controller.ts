import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Filter } from '@talentloop/access';
import { derivedId } from '@talentloop/event-sourcing';
import {
  Allow,
  type Answer,
  Asked,
  type CommandRequest,
  CommandRunner,
  created,
  InjectResource,
  Visible,
} from '@talentloop/http';
import { changesOf } from './asked-details';
import { CorrectionBody, ReasonBody } from './dto/talent-commands.dto';
import { correctionPolicy, talentPolicy } from './policy';
import { assertSponsor, type Sponsors, sponsors } from './sponsor.resource';
import { Talents } from './talents';

/** Corrections after submission: one person asks, another approves. */
@ApiTags('corrections')
@Controller('talents/:id/corrections')
export class CorrectionsController {
  constructor(
    private readonly talents: Talents,
    @InjectResource(sponsors) private readonly sponsors: Sponsors,
    private readonly runner: CommandRunner,
  ) {}

  @Allow(talentPolicy.corrections)
  @Post()
  request(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() { changes, effectiveAt, reason }: CorrectionBody,
  ): Promise<Answer> {
    const correctionId = derivedId(asked.commandId, 'correction');
    const data = {
      correctionId,
      changes: changesOf(changes, asked.commandId),
      ...(effectiveAt === undefined ? {} : { effectiveAt }),
      reason,
    };
    return this.runner.run(asked, {
      visible: async () => {
        await this.talents.found(id, visible);
        await assertSponsor(this.sponsors, changes.sponsorId);
      },
      work: (context) => this.talents.execute(id, { type: 'RequestCorrection', data }, context),
      answer: (receipt) => created(`/talents/${id}`, receipt, { correctionId }),
    });
  }

  @Allow(correctionPolicy.approve)
  @Post(':correctionId/approve')
  approve(
    @Param('id') id: string,
    @Param('correctionId') correctionId: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    const data = { correctionId };
    return this.talents.run(id, asked, visible, { type: 'ApproveCorrection', data });
  }

  @Allow(correctionPolicy.reject)
  @Post(':correctionId/reject')
  reject(
    @Param('id') id: string,
    @Param('correctionId') correctionId: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() { reason }: ReasonBody,
  ): Promise<Answer> {
    const data = { correctionId, reason };
    return this.talents.run(id, asked, visible, { type: 'RejectCorrection', data });
  }
}
