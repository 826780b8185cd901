import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Allow,
  Answer,
  RequestedCommand,
  type CommandRequest,
  Flag,
  invalidInput,
  Text,
} from '@talentloop/http';
import { isOver } from './joint-progress';
import { RebuildOperations } from './rebuild-operations';

class RebuildBody {
  @Text({
    list: { min: 1 },
    max: 63,
    optional: true,
    description: 'One pass over the log for all.',
  })
  readonly names?: readonly string[];
  @Flag({ optional: true, description: 'Every read model of the process, instead of names.' })
  readonly all?: boolean;
}

/** A rollback is quick, so the answer waits for it, up to this time. */
const ROLLBACK_MS_MAX = 10_000;

/** Rebuilds of read models, while everything else continues. */
@ApiTags('operations')
@Controller('read-models')
export class RebuildsController {
  constructor(private readonly operations: RebuildOperations) {}

  @Allow('operator')
  @Post('rebuild')
  async rebuildSeveral(
    @Body() { names, all = false }: RebuildBody,
    @RequestedCommand() asked: CommandRequest,
  ): Promise<Answer> {
    if (all === (names !== undefined))
      throw invalidInput({ pointer: '/names', message: 'give either names or all: true' });
    const chosen = names ?? this.operations.names();
    return new Answer(202, await this.operations.rebuild([...new Set(chosen)], asked));
  }

  @Allow('operator')
  @Post(':name/rebuild')
  async rebuild(
    @Param('name') name: string,
    @RequestedCommand() asked: CommandRequest,
  ): Promise<Answer> {
    return new Answer(202, await this.operations.rebuild([name], asked));
  }

  @Allow('operator')
  @Get(':name/rebuild')
  progress(@Param('name') name: string): Promise<object> {
    return this.operations.progress(name);
  }

  @Allow('operator')
  @Delete(':name/rebuild')
  async cancel(
    @Param('name') name: string,
    @RequestedCommand() asked: CommandRequest,
  ): Promise<object> {
    await this.operations.cancel(name, asked);
    return this.operations.progress(name);
  }

  @Allow('operator')
  @Post(':name/rebuild/accept')
  async accept(
    @Param('name') name: string,
    @RequestedCommand() asked: CommandRequest,
  ): Promise<Answer> {
    await this.operations.accept(name, asked);
    return new Answer(200, await this.operations.progress(name));
  }

  @Allow('operator')
  @Post(':name/rollback')
  async rollBack(
    @Param('name') name: string,
    @RequestedCommand() asked: CommandRequest,
  ): Promise<Answer> {
    const { jobId } = await this.operations.rollBack(name, asked);
    const progress = await this.operations.settled(name, ROLLBACK_MS_MAX);
    return new Answer(isOver(progress.state) ? 200 : 202, { ...progress, jobId });
  }
}
