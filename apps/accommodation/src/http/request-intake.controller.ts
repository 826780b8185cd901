import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Filter } from '@talentloop/access';
import { Allow, type Answer, Asked, type CommandRequest, Visible } from '@talentloop/http';
import {
  AssessRequest,
  InformationAnswer,
  InformationRequest,
  ReasonRequest,
  RefuseRequestRequest,
} from './dto/request.dto';
import { requestPolicy } from './policy';
import { RequestCommands } from './request-commands';

/** A request on its way to a decision. */
@ApiTags('accommodation requests')
@Controller('accommodation-requests/:id')
export class RequestIntakeController {
  constructor(private readonly requests: RequestCommands) {}

  @Allow(requestPolicy.submit)
  @Post('submit')
  submit(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    return this.requests.run({ id, asked, visible }, { type: 'SubmitRequest', data: {} });
  }

  @Allow(requestPolicy['start-assessment'])
  @Post('start-assessment')
  startAssessment(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    return this.requests.run({ id, asked, visible }, { type: 'StartAssessment', data: {} });
  }

  @Allow(requestPolicy['request-information'])
  @Post('request-information')
  requestInformation(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() data: InformationRequest,
  ): Promise<Answer> {
    return this.requests.run({ id, asked, visible }, { type: 'RequestInformation', data: data });
  }

  @Allow(requestPolicy['provide-information'])
  @Post('provide-information')
  provideInformation(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() data: InformationAnswer,
  ): Promise<Answer> {
    return this.requests.run({ id, asked, visible }, { type: 'ProvideInformation', data: data });
  }

  @Allow(requestPolicy.assess)
  @Post('assess')
  assess(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() { reason }: AssessRequest,
  ): Promise<Answer> {
    return this.requests.run({ id, asked, visible }, { type: 'AssessRequest', data: { reason } });
  }

  @Allow(requestPolicy.refuse)
  @Post('refuse')
  refuse(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() data: RefuseRequestRequest,
  ): Promise<Answer> {
    return this.requests.run({ id, asked, visible }, { type: 'RefuseRequest', data: data });
  }

  @Allow(requestPolicy.waitlist)
  @Post('waitlist')
  waitlist(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() data: ReasonRequest,
  ): Promise<Answer> {
    return this.requests.run({ id, asked, visible }, { type: 'WaitlistRequest', data: data });
  }

  @Allow(requestPolicy.withdraw)
  @Post('withdraw')
  withdraw(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() data: ReasonRequest,
  ): Promise<Answer> {
    return this.requests.run({ id, asked, visible }, { type: 'WithdrawRequest', data: data });
  }
}
