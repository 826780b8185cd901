import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Filter } from '@talentloop/access';
import { Allow, type Answer, Asked, type CommandRequest, Visible } from '@talentloop/http';
import { CaseCommands } from './case-commands';
import { AssignRequest, ReasonRequest, ResolveRequest, WaitRequest } from './dto/case.dto';
import { policy } from './policy';

/** Who holds a case, how the work goes on, and what it comes to. */
@ApiTags('cases')
@Controller('cases/:id')
export class CaseWorkController {
  constructor(private readonly cases: CaseCommands) {}

  @Allow(policy.claim)
  @Post('claim')
  claim(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    return this.cases.run({ id, asked, visible }, { type: 'ClaimCase', data: {} });
  }
  @Allow(policy.assign)
  @Post('assign')
  assign(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() data: AssignRequest,
  ): Promise<Answer> {
    return this.cases.run({ id, asked, visible }, { type: 'AssignCase', data: data });
  }
  @Allow(policy.release)
  @Post('release')
  release(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    return this.cases.run({ id, asked, visible }, { type: 'ReleaseCase', data: {} });
  }
  @Allow(policy.start)
  @Post('start')
  start(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    return this.cases.run({ id, asked, visible }, { type: 'StartWork', data: {} });
  }
  @Allow(policy.wait)
  @Post('wait')
  wait(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() data: WaitRequest,
  ): Promise<Answer> {
    return this.cases.run({ id, asked, visible }, { type: 'WaitFor', data: data });
  }
  @Allow(policy.resume)
  @Post('resume')
  resume(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    return this.cases.run({ id, asked, visible }, { type: 'Resume', data: {} });
  }
  @Allow(policy.escalate)
  @Post('escalate')
  escalate(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() data: ReasonRequest,
  ): Promise<Answer> {
    return this.cases.run({ id, asked, visible }, { type: 'EscalateCase', data: data });
  }
  @Allow(policy.resolve)
  @Post('resolve')
  resolve(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() data: ResolveRequest,
  ): Promise<Answer> {
    return this.cases.run({ id, asked, visible }, { type: 'ResolveCase', data: data });
  }
  @Allow(policy.reopen)
  @Post('reopen')
  reopen(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() data: ReasonRequest,
  ): Promise<Answer> {
    return this.cases.run({ id, asked, visible }, { type: 'ReopenCase', data: data });
  }
  @Allow(policy.close)
  @Post('close')
  close(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    return this.cases.run({ id, asked, visible }, { type: 'CloseCase', data: {} });
  }
  @Allow(policy.cancel)
  @Post('cancel')
  cancel(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() data: ReasonRequest,
  ): Promise<Answer> {
    return this.cases.run({ id, asked, visible }, { type: 'CancelCase', data: data });
  }
}
