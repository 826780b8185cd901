import {
  type AllStreamResolvedEvent,
  convertToCommandError,
  type EventStoreDBClient,
} from '@eventstore/db-client';
import { convertGrpcEvent } from '@eventstore/db-client/dist/utils/convertGrpcEvent';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import type { Position } from '@talentloop/event-sourcing';

export interface FilteredRead {
  /** The prefix of the streams' names. */
  readonly prefix: string;
  /** The first position, itself included. Without it the read begins at one end of the log. */
  readonly from?: Position;
  readonly backwards?: boolean;
  readonly limit: number;
  readonly deadlineMs: number;
}

/** How many events the server examines before it reports how far it is. */
const SEARCH_WINDOW = 1_000;

/**
 * Reads a page of `$all` that the server filters. The server supports this, but `readAll` of this
 * client cannot ask for it; only its successor can. So this function builds the request on the
 * client's stubs and sends it over the client's channel, which has the credentials and finds the
 * leader.
 */
export const readFiltered = async (
  client: EventStoreDBClient,
  read: FilteredRead,
): Promise<readonly AllStreamResolvedEvent[]> => {
  const request = new ReadReq().setOptions(optionsOf(read));
  const metadata = { requiresLeader: true, deadline: read.deadlineMs };
  const open = client['GRPCStreamCreator'](StreamsClient, 'readAll', (streams) =>
    streams.read(request, ...client['callArguments'](metadata)),
  );
  const call = await open();
  // The `finally` below cancels the call, and the call reports that as an error.
  call.on('error', () => undefined);
  const events: AllStreamResolvedEvent[] = [];
  try {
    for await (const response of call) {
      const event = response.getEvent();
      if (event && events.push(convertGrpcEvent<AllStreamResolvedEvent>(event)) >= read.limit)
        break;
    }
    return events;
  } catch (error) {
    throw error instanceof Error ? convertToCommandError(error) : error;
  } finally {
    call.cancel();
  }
};

const optionsOf = ({ prefix, from, backwards = false, limit }: FilteredRead): ReadReq.Options => {
  const all = new ReadReq.Options.AllOptions();
  if (from !== undefined) {
    const position = new ReadReq.Options.Position();
    all.setPosition(position.setCommitPosition(String(from)).setPreparePosition(String(from)));
  } else if (backwards) all.setEnd(new Empty());
  else all.setStart(new Empty());
  const names = new ReadReq.Options.FilterOptions.Expression().setPrefixList([prefix]);
  const filter = new ReadReq.Options.FilterOptions().setStreamIdentifier(names);
  const { FORWARDS, BACKWARDS } = ReadReq.Options.ReadDirection;
  return new ReadReq.Options()
    .setAll(all)
    .setReadDirection(backwards ? BACKWARDS : FORWARDS)
    .setCount(String(limit))
    .setFilter(filter.setMax(SEARCH_WINDOW).setCheckpointintervalmultiplier(1))
    .setUuidOption(new ReadReq.Options.UUIDOption().setString(new Empty()));
};
