import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { Allow, DRAINING, EventStream, Streams } from '@talentloop/http';
import type { FastifyReply } from 'fastify';
import { isOver } from './joint-progress';
import { RebuildOperations } from './rebuild-operations';

const LOOK_EVERY_MS = 250;

/** The progress of a rebuild as server-sent events, until the rebuild ends. */
@ApiTags('operations')
@Controller('read-models')
export class RebuildEventsController {
  constructor(
    private readonly operations: RebuildOperations,
    @Inject(DRAINING) private readonly draining: AbortSignal,
  ) {}

  @Allow('operator')
  @Streams()
  @ApiProduces('text/event-stream')
  @Get(':name/rebuild/events')
  async follow(@Param('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    const first = await this.operations.progress(name);
    const stream = new EventStream(reply, this.draining);
    let said = '';
    try {
      for (let now = first; !stream.signal.aborted; now = await this.operations.progress(name)) {
        const text = `event: progress\ndata: ${JSON.stringify(now)}\n\n`;
        if (text !== said) await stream.send(text);
        said = text;
        if (isOver(now.state)) return;
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
    } finally {
      stream.end();
    }
  }
}
