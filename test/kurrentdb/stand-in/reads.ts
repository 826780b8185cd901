import type { ServerWritableStream } from '@grpc/grpc-js';
import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { filterOf } from './filter';
import type { Log, LogRecord } from './log';
import { readEvent, streamNotFound } from './messages';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

const { BACKWARDS } = ReadReq.Options.ReadDirection;

const nameOf = (bytes: Uint8Array | string | undefined): string =>
  Buffer.from(bytes ?? '').toString();

/**
 * One read of a stream or of `$all`, in either direction. It ends after the events that it has
 * found.
 */
export const read = (log: Log, call: ReadCall, options: ReadReq.Options): void => {
  const stream = options.getStream();
  if (!stream) {
    for (const record of fromAll(log, options)) call.write(readEvent(record));
    return void call.end();
  }
  const name = nameOf(stream.getStreamIdentifier()?.getStreamName());
  const written = log.stream(name);
  if (!written) call.write(streamNotFound(name));
  else for (const record of fromStream(written, options)) call.write(readEvent(record));
  call.end();
};

const countOf = (options: ReadReq.Options): number => Number(options.getCount());

const fromStream = (
  written: readonly LogRecord[],
  options: ReadReq.Options,
): readonly LogRecord[] => {
  const from = options.getStream();
  const count = countOf(options);
  if (options.getReadDirection() !== BACKWARDS) {
    const first = from?.hasRevision() ? Number(from.getRevision()) : 0;
    return from?.hasEnd() ? [] : written.slice(first, first + count);
  }
  const last = from?.hasRevision() ? Number(from.getRevision()) : written.length - 1;
  return from?.hasStart()
    ? []
    : written
        .slice(0, last + 1)
        .toReversed()
        .slice(0, count);
};

/** As on the server, a position is inclusive forwards and exclusive backwards. */
const fromAll = (log: Log, options: ReadReq.Options): readonly LogRecord[] => {
  const from = options.getAll();
  const matches = filterOf(options);
  const count = countOf(options);
  const at = Number(from?.getPosition()?.getCommitPosition() ?? 0);
  const found: LogRecord[] = [];
  if (options.getReadDirection() === BACKWARDS) {
    const end = from?.hasEnd() ? log.records.length : log.indexAt(at);
    for (let i = end - 1; i >= 0 && found.length < count; i -= 1) {
      const record = log.records[i];
      if (record && matches(record)) found.push(record);
    }
    return found;
  }
  const first = from?.hasEnd() ? log.records.length : log.indexAt(at);
  for (let i = first; i < log.records.length && found.length < count; i += 1) {
    const record = log.records[i];
    if (record && matches(record)) found.push(record);
  }
  return found;
};
