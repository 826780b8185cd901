import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problem } from './problem';
import { BODY_BYTES_MAX, UPLOAD_BYTES_MAX } from './transport';

/** What one process takes on at once; whoever comes then is answered 503 with Retry-After. */
export interface AdmissionLimits {
  /** Requests that are not answered yet. */
  readonly requestsMax: number;
  /** Bytes of their bodies together; one of unknown length counts as the longest there may be. */
  readonly bodyBytesMax: number;
  /** Streams of server-sent events. */
  readonly streamsMax: number;
}

export const defaultAdmission: AdmissionLimits = {
  requestsMax: 4_000,
  bodyBytesMax: 268_435_456,
  streamsMax: 500,
};

const bodyBytesOf = ({ headers, routeOptions }: FastifyRequest): number => {
  const { 'content-length': length, 'transfer-encoding': encoding } = headers;
  const longest = routeOptions.config.traits?.multipart ? UPLOAD_BYTES_MAX : BODY_BYTES_MAX;
  if (encoding !== undefined) return longest;
  return length === undefined ? 0 : Math.min(Number(length), longest);
};

/**
 * Keeps what waits in memory bounded. It is judged before anything else, so that turning away costs
 * next to nothing; health and metrics are always answered.
 */
export const installAdmission = (fastify: FastifyInstance, limits: AdmissionLimits): void => {
  const now = { requests: 0, bodyBytes: 0, streams: 0 };
  const enter = (reply: FastifyReply, what: Partial<typeof now>): void => {
    const { requests = 0, bodyBytes = 0, streams = 0 } = what;
    const isFull =
      now.requests + requests > limits.requestsMax ||
      now.bodyBytes + bodyBytes > limits.bodyBytesMax ||
      now.streams + streams > limits.streamsMax;
    if (isFull) throw problem('overloaded');
    now.requests += requests;
    now.bodyBytes += bodyBytes;
    now.streams += streams;
    // However it ends: answered, aborted or cut.
    reply.raw.once('close', () => {
      now.requests -= requests;
      now.bodyBytes -= bodyBytes;
      now.streams -= streams;
    });
  };
  fastify.addHook('onRequest', async (request, reply) => {
    const { traits } = request.routeOptions.config;
    if (request.is404 || traits?.public) return;
    if (traits?.streams) enter(reply, { streams: 1 });
    else enter(reply, { requests: 1, bodyBytes: bodyBytesOf(request) });
  });
};
