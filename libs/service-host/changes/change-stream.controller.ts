import { Controller, Get, Inject, Param, ParseUUIDPipe, Req, Res, type Type } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Subject } from '@talentloop/access';
import {
  Allow,
  By,
  DRAINING,
  EventStream,
  invalidInput,
  notFound,
  Streams,
} from '@talentloop/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Change, ChangeFeed, Following } from './change-feed';
import type { ChangeSource } from './change-source';
import { CHANGE_FEEDS } from './changes.controller';

const textOf = ({ position, type, ...change }: Change): string =>
  `id: ${position}\nevent: ${type}\ndata: ${JSON.stringify({ ...change, type })}\n\n`;

const resumeAfter = (request: FastifyRequest): number | undefined => {
  const id = request.headers['last-event-id'];
  if (id === undefined) return undefined;
  const position = Number(id);
  if (Number.isSafeInteger(position) && position >= 0) return position;
  throw invalidInput({ pointer: '/Last-Event-ID', message: 'is not an id of this stream' });
};

/** Sends the changes to one caller, until the caller leaves or the process drains. */
const stream = async (
  { feed, by, following }: { feed: ChangeFeed; by: Subject; following: Following },
  request: FastifyRequest,
  reply: FastifyReply,
  draining: AbortSignal,
): Promise<void> => {
  const after = resumeAfter(request) ?? (await feed.head());
  const events = new EventStream(reply, draining);
  try {
    for await (const change of feed.follow(by, after, following, events.signal)) {
      await events.send(textOf(change));
    }
  } finally {
    events.end();
  }
};

/** Server-sent events (the event stream of the HTML standard) for one kind of resource. */
export const changeStreamController = (service: string, source: ChangeSource): Type => {
  const { resource, rule } = source;
  @ApiTags('changes')
  @Controller(resource)
  class ChangeStreamController {
    private readonly feed: ChangeFeed;

    constructor(
      @Inject(CHANGE_FEEDS) feeds: readonly ChangeFeed[],
      @Inject(DRAINING) private readonly draining: AbortSignal,
    ) {
      this.feed = feedOf(service, feeds);
    }

    @Allow(rule)
    @Streams()
    @ApiProduces('text/event-stream')
    @Get('events')
    all(@By() by: Subject, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
      const wanted = { feed: this.feed, by, following: { resource } };
      return stream(wanted, request, reply, this.draining);
    }

    @Allow(rule)
    @Streams()
    @ApiProduces('text/event-stream')
    @Get(':id/events')
    async one(
      @Param('id', ParseUUIDPipe) id: string,
      @By() by: Subject,
      @Req() request: FastifyRequest,
      @Res() reply: FastifyReply,
    ) {
      if (!(await this.feed.isVisible(by, resource, id))) throw notFound();
      const wanted = { feed: this.feed, by, following: { resource, id } };
      return stream(wanted, request, reply, this.draining);
    }
  }
  return ChangeStreamController;
};

const feedOf = (service: string, feeds: readonly ChangeFeed[]): ChangeFeed => {
  const feed = feeds.find((it) => it.service === service);
  if (!feed) throw new Error(`no feed of ${service}`);
  return feed;
};
