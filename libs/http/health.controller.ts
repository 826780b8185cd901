import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answer } from './answer';
import { problem } from './problem';
import { Public } from './route';
import { DRAINING, READINESS, type Readiness } from './tokens';

/** What an orchestrator asks: is it alive, and may it be given work. */
@ApiTags('operations')
@Controller('health')
export class HealthController {
  constructor(
    @Inject(READINESS) private readonly readiness: Readiness,
    @Inject(DRAINING) private readonly draining: AbortSignal,
  ) {}

  @Public()
  @Get('live')
  live(): Answer {
    return new Answer(200, { status: 'alive' });
  }

  @Public()
  @Get('ready')
  async ready(): Promise<Answer> {
    const waitingFor = this.draining.aborted ? ['draining'] : await this.readiness.waitingFor();
    if (waitingFor.length > 0)
      throw problem('unavailable', { detail: `Waiting for ${waitingFor.join(', ')}.` });
    return new Answer(200, { status: 'ready' });
  }
}
