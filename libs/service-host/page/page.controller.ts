import { createHash } from 'node:crypto';
import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '@talentloop/http';
import type { FastifyReply } from 'fastify';
import { type About, pageOf } from './document';
import { script, style } from './static-files';

export const ABOUT = Symbol('ABOUT');

const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Only this style and this script, by their hashes; requests only to this process. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src ${hashOf(style)}`,
  `script-src ${hashOf(script)}`,
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page for people at `/`. */
@ApiExcludeController()
@Controller()
export class PageController {
  private readonly page: string;

  constructor(@Inject(ABOUT) about: About) {
    this.page = pageOf(about);
  }

  @Public()
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('referrer-policy', 'no-referrer')
  @Header('cache-control', 'no-store')
  show(@Res({ passthrough: true }) reply: FastifyReply): string {
    void reply.header('content-security-policy', pagePolicy);
    return this.page;
  }
}
