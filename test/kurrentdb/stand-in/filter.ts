import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import type { LogRecord } from './log';

type Matches = (record: LogRecord) => boolean;

const matching = (
  expression: ReadReq.Options.FilterOptions.Expression,
): ((text: string) => boolean) => {
  const regex = expression.getRegex();
  if (regex !== '') {
    const pattern = new RegExp(regex);
    return (text) => pattern.test(text);
  }
  const prefixes = expression.getPrefixList();
  return (text) => prefixes.some((prefix) => text.startsWith(prefix));
};

/**
 * The server's filters of `$all`: prefixes or a pattern, on the stream's name or the event's type.
 */
export const filterOf = (options: ReadReq.Options): Matches => {
  const filter = options.getFilter();
  if (!filter) return () => true;
  const [streams, types] = [filter.getStreamIdentifier(), filter.getEventType()];
  if (streams) {
    const matches = matching(streams);
    return ({ stream }) => matches(stream);
  }
  if (types) {
    const matches = matching(types);
    return ({ type }) => matches(type);
  }
  return () => true;
};
