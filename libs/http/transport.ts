import {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from 'fastify';
import type { Socket } from 'node:net';
import { v7 as freshId } from 'uuid';
import { Answer } from './answer';
import { KEEP_ALIVE_S } from './drain';
import { parseJsonBody } from './json-body';
import type { Logger } from './logging';
import { problem } from './problem';
import { type GeneralCode, generalCodeOf } from './problem-catalogue';
import { sendProblem } from './problem-filter';

/** A body of JSON may be this long. */
export const BODY_BYTES_MAX = 1_048_576;
/** A file that is uploaded may be this long. */
export const UPLOAD_BYTES_MAX = 10_485_760;
const TRACE = /^[\da-f]{2}-([\da-f]{32})-[\da-f]{16}-[\da-f]{2}/;

/** A request that Node could not even parse: answered by hand, on the socket. */
const refuseUnparsed = (error: Error & { code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const code: GeneralCode =
    error.code === 'HPE_HEADER_OVERFLOW' ? 'headers-too-large' : 'malformed-request';
  const told = problem(code);
  const body = JSON.stringify(told.body('en', '/'));
  const head = [
    `HTTP/1.1 ${told.status} ${code}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
};

/** Limits and identities of requests, the same for every service. */
export const fastifyOptions = (logger: Logger): FastifyServerOptions => ({
  loggerInstance: logger,
  logController: new LogController({ disableRequestLogging: true }),
  bodyLimit: BODY_BYTES_MAX,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  genReqId: () => freshId(),
  requestIdHeader: false,
  return503OnClosing: false,
  routerOptions: { maxParamLength: 1_000, ignoreTrailingSlash: false },
  clientErrorHandler: refuseUnparsed,
  frameworkErrors: (error, request, reply) => {
    const status = error.statusCode ?? 400;
    sendProblem(reply, request, problem(generalCodeOf(status)));
  },
});

/** Parsers and hooks below Nest: which bodies are read, how answers leave, what is logged. */
export const installTransport = (
  fastify: FastifyInstance,
  logger: Logger,
  draining: AbortSignal,
): void => {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    (_, bytes: Buffer, done) => {
      try {
        done(null, parseJsonBody(bytes));
      } catch (error) {
        done(error as Error);
      }
    },
  );
  fastify.addHook('preParsing', refuseOtherMedia);
  fastify.addHook('preParsing', refuseNothingInAddresses);
  fastify.addHook('preSerialization', unwrapAnswer);
  fastify.addHook('onSend', (request, reply, _, next) => {
    void reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
    // The connection itself is kept longer, because load balancers keep theirs by their own clock.
    if (draining.aborted) void reply.header('connection', 'close');
    else void reply.header('keep-alive', `timeout=${KEEP_ALIVE_S}`);
    next();
  });
  fastify.addHook('onResponse', (request, reply, next) => {
    if (logger.isLevelEnabled('info')) request.log.info(lineOf(request, reply));
    next();
  });
};

/** Multipart only where a route says so, and no encoded bodies anywhere. */
const refuseOtherMedia = (
  request: FastifyRequest,
  _: FastifyReply,
  __: unknown,
  next: (error?: Error) => void,
): void => {
  // Nothing has no type: `curl -d ''` calls it a form.
  if (request.headers['content-length'] === '0') delete request.headers['content-type'];
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
  const isMultipart = /^multipart\//i.test(type);
  const refused =
    encoding.toLowerCase() !== 'identity' ||
    (isMultipart && !request.routeOptions.config.traits?.multipart);
  next(refused && !request.is404 ? problem('unsupported-media-type') : undefined);
};

/** No id and no filter contains U+0000, and no database takes it. */
const refuseNothingInAddresses = (
  request: FastifyRequest,
  _: FastifyReply,
  __: unknown,
  next: (error?: Error) => void,
): void => {
  const [path = '', query = ''] = request.url.split('?', 2);
  if (/%00/.test(path)) return next(problem('not-found'));
  next(/%00/.test(query) ? problem('malformed-request') : undefined);
};

const unwrapAnswer = (
  _: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  next: (error: null, payload: unknown) => void,
): void => {
  if (!(payload instanceof Answer)) return next(null, payload);
  void reply.code(payload.status).headers(payload.headers);
  next(null, payload.body);
};

/** One line a request, by route and never by address: a query may say whom one looked for. */
const lineOf = (request: FastifyRequest, reply: FastifyReply): object => {
  const traceId = TRACE.exec(String(request.headers['traceparent']))?.[1];
  return {
    method: request.method,
    route: request.routeOptions.url,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    sub: request.subject?.id,
    ...(traceId !== undefined && { traceId }),
  };
};
