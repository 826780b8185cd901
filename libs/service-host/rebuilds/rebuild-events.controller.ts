import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { Allow, DRAINING } from '@talentloop/service-runtime';
import type { FastifyReply } from 'fastify';
import { isOver } from './joint-progress';
import { RebuildDesk } from './rebuild-desk';

const LOOK_EVERY_MS = 250;
const HEARTBEAT_MS = 15_000;

/** The progress of a rebuild as server-sent events, until it is over. */
@ApiTags('operations')
@Controller('read-models')
export class RebuildEventsController {
  constructor(
    private readonly desk: RebuildDesk,
    @Inject(DRAINING) private readonly draining: AbortSignal,
  ) {}

  @Allow('operator')
  @ApiProduces('text/event-stream')
  @Get(':name/rebuild/events')
  async follow(@Param('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    const first = await this.desk.progress(name);
    const closed = new AbortController();
    const signal = AbortSignal.any([closed.signal, this.draining]);
    reply.hijack();
    const { raw } = reply;
    raw.on('close', () => closed.abort());
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const heartbeat = setInterval(() => raw.write(': still here\n\n'), HEARTBEAT_MS);
    let said = '';
    try {
      for (let now = first; !signal.aborted; now = await this.desk.progress(name)) {
        const text = `event: progress\ndata: ${JSON.stringify(now)}\n\n`;
        if (text !== said) raw.write(text);
        said = text;
        if (isOver(now.state)) return;
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
    } finally {
      clearInterval(heartbeat);
      raw.end();
    }
  }
}
