import { type AppendRequest, EVENT_BYTES_MAX, EventTooLarge } from './event-store';

// Adapters may use control characters between fields; canonical JSON escapes them.
const CONTROL = /[\u0000-\u001f]/;

/**
 * What every adapter asks of an append before it begins: the promises of `AppendRequest`, kept.
 * @throws EventTooLarge; TypeError where the caller broke a promise.
 */
export const assertStorable = ({
  stream,
  expectedRevision,
  events,
  claim,
}: AppendRequest): void => {
  if (events.length === 0) throw new TypeError('an append needs at least one event');
  for (const [i, event] of events.entries()) {
    if (event.stream !== stream) throw new TypeError(`an event of ${event.stream} in ${stream}`);
    if (event.revision !== expectedRevision + 1 + i)
      throw new TypeError(`revision ${event.revision} after ${expectedRevision + i}`);
    if (Buffer.byteLength(event.data) > EVENT_BYTES_MAX)
      throw new EventTooLarge(`${event.type} has more than ${EVENT_BYTES_MAX} bytes`);
    const texts = [event.stream, event.type, event.data, event.metadata];
    if (texts.some((text) => CONTROL.test(text))) throw new TypeError('control characters');
  }
  if (claim && CONTROL.test(claim.digest)) throw new TypeError('control characters in a digest');
};
