import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Filter } from '@talentloop/access';
import { Allow, type Answer, Asked, type CommandRequest, Visible } from '@talentloop/http';
import {
  DepartBody,
  ProvideInformationBody,
  ReasonBody,
  RefuseBody,
  RequestInformationBody,
} from './dto/talent-commands.dto';
import { talentPolicy as policy } from './policy';
import { Talents } from './talents';

/** The steps from a draft to active, and out again. */
@ApiTags('talents')
@Controller('talents/:id')
export class TalentProgressController {
  constructor(private readonly talents: Talents) {}

  @Allow(policy.submit)
  @Post('submit')
  submit(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    return this.talents.run(id, asked, visible, { type: 'SubmitApplication', data: {} });
  }

  @Allow(policy['start-screening'])
  @Post('start-screening')
  startScreening(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    return this.talents.run(id, asked, visible, { type: 'StartScreening', data: {} });
  }

  @Allow(policy['request-information'])
  @Post('request-information')
  requestInformation(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() { items, message }: RequestInformationBody,
  ): Promise<Answer> {
    const data = { items, message };
    return this.talents.run(id, asked, visible, { type: 'RequestInformation', data });
  }

  @Allow(policy['provide-information'])
  @Post('provide-information')
  provideInformation(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() body: ProvideInformationBody,
  ): Promise<Answer> {
    const data = { ...body };
    return this.talents.run(id, asked, visible, { type: 'ProvideInformation', data });
  }

  @Allow(policy.verify)
  @Post('verify')
  verify(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    return this.talents.run(id, asked, visible, { type: 'VerifyTalent', data: {} });
  }

  @Allow(policy.approve)
  @Post('approve')
  approve(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    return this.talents.run(id, asked, visible, { type: 'ApproveTalent', data: {} });
  }

  @Allow(policy.refuse)
  @Post('refuse')
  refuse(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() { code, reason }: RefuseBody,
  ): Promise<Answer> {
    const data = { code, reason };
    return this.talents.run(id, asked, visible, { type: 'RefuseTalent', data });
  }

  @Allow(policy.activate)
  @Post('activate')
  activate(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    return this.talents.run(id, asked, visible, { type: 'ActivateTalent', data: {} });
  }

  @Allow(policy.suspend)
  @Post('suspend')
  suspend(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() { reason }: ReasonBody,
  ): Promise<Answer> {
    return this.talents.run(id, asked, visible, { type: 'SuspendTalent', data: { reason } });
  }

  @Allow(policy.reinstate)
  @Post('reinstate')
  reinstate(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    return this.talents.run(id, asked, visible, { type: 'ReinstateTalent', data: {} });
  }

  @Allow(policy.depart)
  @Post('depart')
  depart(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() { on }: DepartBody,
  ): Promise<Answer> {
    return this.talents.run(id, asked, visible, { type: 'RecordDeparture', data: { on } });
  }

  @Allow(policy.withdraw)
  @Post('withdraw')
  withdraw(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() { reason }: ReasonBody,
  ): Promise<Answer> {
    return this.talents.run(id, asked, visible, { type: 'WithdrawApplication', data: { reason } });
  }
}
