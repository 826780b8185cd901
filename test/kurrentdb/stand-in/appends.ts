import { setImmediate } from 'node:timers/promises';
import { Metadata, type ServerReadableStream, type StatusObject } from '@grpc/grpc-js';
import type { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb';
import type { ExpectedRevision, Log, Proposed } from './log';
import { appendAnswer, tooLarge } from './messages';

export type AppendCall = ServerReadableStream<AppendReq, AppendResp>;

const expectedOf = (options: AppendReq.Options): ExpectedRevision => {
  if (options.hasRevision()) return Number(options.getRevision());
  if (options.hasNoStream()) return 'no-stream';
  return options.hasStreamExists() ? 'stream-exists' : 'any';
};

const proposedOf = (message: AppendReq.ProposedMessage): Proposed => ({
  id: message.getId()?.getString() ?? '',
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') ?? '',
  data: Buffer.from(message.getData_asU8()),
  metadata: Buffer.from(message.getCustomMetadata_asU8()),
});

const bytesOf = (events: readonly Proposed[]): number =>
  events.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);

interface Gathered {
  readonly options: AppendReq.Options | undefined;
  readonly events: readonly Proposed[];
}

/** The messages of one append; undefined if its caller was gone before the last message. */
const gathered = async (call: AppendCall): Promise<Gathered | undefined> => {
  let options: AppendReq.Options | undefined;
  const events: Proposed[] = [];
  try {
    for await (const message of call as AsyncIterable<AppendReq>) {
      options ??= message.getOptions();
      const proposed = message.getProposedMessage();
      if (proposed) events.push(proposedOf(proposed));
    }
    return (await isCutOff(call)) ? undefined : { options, events };
  } catch (error) {
    // The stream of a killed caller may also end with ERR_STREAM_PREMATURE_CLOSE.
    if (call.cancelled) return undefined;
    throw error;
  }
};

/**
 * A call that was cut off ends like a complete call. It is known as cancelled only when the server
 * sends something to the closed stream.
 */
const isCutOff = async (call: AppendCall): Promise<boolean> => {
  call.sendMetadata(new Metadata());
  await setImmediate();
  return call.cancelled;
};

/** Collects one append from its messages, writes it, and returns the answer. */
export const append = async (
  log: Log,
  call: AppendCall,
  bytesMax: number,
): Promise<{ readonly answer: AppendResp } | { readonly error: StatusObject } | 'cut off'> => {
  const whole = await gathered(call);
  if (!whole) return 'cut off';
  const { options, events } = whole;
  if (!options) throw new Error('an append without options');
  if (bytesOf(events) > bytesMax) return { error: tooLarge(bytesMax) };
  const expected = expectedOf(options);
  const name = Buffer.from(options.getStreamIdentifier()?.getStreamName() ?? '').toString();
  return { answer: appendAnswer(log.append(name, expected, events), expected) };
};
