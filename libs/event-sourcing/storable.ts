import {
  APPEND_BYTES_MAX,
  APPEND_EVENTS_MAX,
  type AppendRequest,
  AppendTooLarge,
  EVENT_BYTES_MAX,
  EventTooLarge,
} from './event-store';

// Adapters may use control characters between fields; canonical JSON escapes them.
const CONTROL = /[\u0000-\u001f]/;

/**
 * What every adapter asks of an append before it begins: the promises of `AppendRequest`, kept.
 * @throws EventTooLarge, AppendTooLarge; TypeError where the caller broke a promise.
 */
export const assertStorable = ({
  stream,
  expectedRevision,
  events,
  claim,
}: AppendRequest): void => {
  if (events.length === 0) throw new TypeError('an append needs at least one event');
  if (events.length > APPEND_EVENTS_MAX)
    throw new AppendTooLarge(`${events.length} events, more than ${APPEND_EVENTS_MAX}`);
  let bytes = 0;
  for (const [i, event] of events.entries()) {
    if (event.stream !== stream) throw new TypeError(`an event of ${event.stream} in ${stream}`);
    if (event.revision !== expectedRevision + 1 + i)
      throw new TypeError(`revision ${event.revision} after ${expectedRevision + i}`);
    const dataBytes = Buffer.byteLength(event.data);
    if (dataBytes > EVENT_BYTES_MAX)
      throw new EventTooLarge(`${event.type} has more than ${EVENT_BYTES_MAX} bytes`);
    bytes += dataBytes + Buffer.byteLength(event.metadata);
    if (bytes > APPEND_BYTES_MAX)
      throw new AppendTooLarge(`events of more than ${APPEND_BYTES_MAX} bytes together`);
    const texts = [event.stream, event.type, event.data, event.metadata];
    if (texts.some((text) => CONTROL.test(text))) throw new TypeError('control characters');
  }
  if (claim && CONTROL.test(claim.digest)) throw new TypeError('control characters in a digest');
};
