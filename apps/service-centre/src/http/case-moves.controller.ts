import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Filter } from '@talentloop/access';
import { Allow, type Answer, Asked, type CommandRequest, Visible } from '@talentloop/http';
import { CaseCommands } from './case-commands';
import { CaseFinder } from './case-finder';
import { MergeRequest, ReasonRequest, TransferCaseRequest } from './dto/case.dto';
import { policy } from './policy';

/** A case on its way to another centre, or into another case. */
@ApiTags('cases')
@Controller('cases/:id')
export class CaseMovesController {
  constructor(
    private readonly cases: CaseCommands,
    private readonly finder: CaseFinder,
  ) {}

  @Allow(policy.transfer)
  @Post('transfer')
  transfer(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() data: TransferCaseRequest,
  ): Promise<Answer> {
    return this.cases.run({ id, asked, visible }, { type: 'TransferCase', data: data });
  }
  @Allow(policy['accept-transfer'])
  @Post('accept-transfer')
  acceptTransfer(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    return this.cases.run({ id, asked, visible }, { type: 'AcceptTransfer', data: {} });
  }
  @Allow(policy['decline-transfer'])
  @Post('decline-transfer')
  declineTransfer(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() data: ReasonRequest,
  ): Promise<Answer> {
    return this.cases.run({ id, asked, visible }, { type: 'DeclineTransfer', data: data });
  }
  @Allow(policy.unmerge)
  @Post('unmerge')
  unmerge(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    return this.cases.run({ id, asked, visible }, { type: 'UnmergeCase', data: {} });
  }

  @Allow(policy.merge)
  @Post('merge')
  async merge(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() body: MergeRequest,
  ): Promise<Answer> {
    await this.finder.get(id, visible);
    const { id: caseId, state } = await this.finder.get(body.into, visible);
    const { number, talentId } = state.file;
    const into = {
      ...{ caseId, number, status: state.status },
      ...(talentId !== undefined && { talentId }),
    };
    return this.cases.run({ id, asked, visible }, { type: 'MergeCase', data: { into } });
  }
}
