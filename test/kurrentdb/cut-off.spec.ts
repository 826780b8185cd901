import { type ClientHttp2Stream, connect as connectHttp2, constants } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { AppendReq } from '@eventstore/db-client/generated/streams_pb';
import { until } from '@talentloop/testing';
import { StandIn } from './stand-in';

let standIn: StandIn;

beforeAll(async () => {
  standIn = await StandIn.start();
});

afterAll(() => standIn.stop());

const options = (stream: string): AppendReq => {
  const name = new StreamIdentifier().setStreamName(Buffer.from(stream));
  return new AppendReq().setOptions(
    new AppendReq.Options().setStreamIdentifier(name).setNoStream(new Empty()),
  );
};

const event = (): AppendReq => {
  const id = new UUID().setString(crypto.randomUUID());
  return new AppendReq().setProposedMessage(new AppendReq.ProposedMessage().setId(id));
};

/** A message in gRPC's framing. */
const framed = (message: AppendReq): Buffer => {
  const bytes = message.serializeBinary();
  const head = Buffer.alloc(5);
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
};

interface Appending {
  readonly call: ClientHttp2Stream;
  readonly socket: Socket;
}

const begin = (stream: string): Appending => {
  const socket = connect(standIn.port, '127.0.0.1');
  const session = connectHttp2(`http://127.0.0.1:${standIn.port}`, {
    createConnection: () => socket,
  });
  session.on('error', () => undefined);
  const call = session.request({
    ':method': 'POST',
    ':path': '/event_store.client.streams.Streams/Append',
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  call.on('error', () => undefined);
  call.write(framed(options(stream)));
  call.write(framed(event()));
  return { call, socket };
};

/** Resets the stream by hand, because Node.js's `close` may end the call before it cancels it. */
const reset = ({ call, socket }: Appending): void => {
  const frame = Buffer.of(0, 0, 4, 3, 0, 0, 0, 0, 0, 0, 0, 0, constants.NGHTTP2_CANCEL);
  frame.writeUInt32BE(call.id ?? 0, 5);
  socket.write(frame);
};

it.each([
  ['its call was cancelled', reset],
  ['its process was killed', ({ socket }: Appending) => void socket.resetAndDestroy()],
])('writes nothing of an append that is not whole when %s', async (_, cutOff) => {
  const before = { ...standIn, written: standIn.log.records.length };
  const half = begin('thing-1');
  await until('it has begun', () => standIn.appends === before.appends + 1);
  cutOff(half);
  await until('it is noticed', () => standIn.cutOff === before.cutOff + 1);
  expect(standIn.log.records).toHaveLength(before.written);
  const whole = begin('thing-1');
  whole.call.end();
  await until('it is written', () => standIn.log.records.length === before.written + 1);
  whole.socket.destroy();
  standIn.log.tamper(standIn.log.records.at(-1)?.position ?? 0, () => undefined);
});
