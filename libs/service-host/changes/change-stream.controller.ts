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

const feedOf = (feeds: readonly ChangeFeed[], service: string): ChangeFeed => {
  const feed = feeds.find((it) => it.service === service);
  if (!feed) throw new Error(`no feed of ${service}`);
  return feed;
};

interface Follower {
  readonly by: Subject;
  readonly following: Following;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Sends every change after the id that the client names, or from now on, until either side ends. */
const sendChanges = async (
  feed: ChangeFeed,
  draining: AbortSignal,
  { by, following, request, reply }: Follower,
): Promise<void> => {
  const after = resumeAfter(request) ?? (await feed.head());
  const stream = new EventStream(reply, draining);
  try {
    for await (const change of feed.follow(by, after, following, stream.signal)) {
      await stream.send(textOf(change));
    }
  } finally {
    stream.end();
  }
};

/** Server-sent events (the HTML standard's event stream) of one kind of resource. */
export const changeStreamController = (service: string, source: ChangeSource): Type => {
  @ApiTags('changes')
  @Controller(source.resource)
  class ChangeStreamController {
    constructor(
      @Inject(CHANGE_FEEDS) private readonly feeds: readonly ChangeFeed[],
      @Inject(DRAINING) private readonly draining: AbortSignal,
    ) {}

    @Allow(source.rule)
    @Streams()
    @ApiProduces('text/event-stream')
    @Get('events')
    all(@By() by: Subject, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
      const following = { resource: source.resource };
      return sendChanges(this.feed, this.draining, { by, following, request, reply });
    }

    @Allow(source.rule)
    @Streams()
    @ApiProduces('text/event-stream')
    @Get(':id/events')
    async one(
      @Param('id', ParseUUIDPipe) id: string,
      @By() by: Subject,
      @Req() request: FastifyRequest,
      @Res() reply: FastifyReply,
    ) {
      if (!(await this.feed.isVisible(by, source.resource, id))) throw notFound();
      const following = { resource: source.resource, id };
      return sendChanges(this.feed, this.draining, { by, following, request, reply });
    }

    private get feed(): ChangeFeed {
      return feedOf(this.feeds, service);
    }
  }
  return ChangeStreamController;
};
