import {
  type DomainEvent,
  type EventCodecs,
  type RecordedEvent,
  type StoredEvent,
  UnknownEvent,
} from '@talentloop/event-sourcing';
import { KeyMissing, Unreadable } from '@talentloop/privacy';

/** A stored event with its decoded content, or the reason why that cannot be read. */
export interface Opened<E extends DomainEvent> {
  readonly stored: StoredEvent;
  readonly event?: RecordedEvent<E>;
  readonly unreadable?: string;
}

/**
 * Why an event cannot be read, if the event itself is the cause. An error that may pass has no
 * reason here.
 */
const reasonOf = (error: unknown): string | undefined => {
  if (error instanceof Unreadable) return 'a sealed field was altered';
  if (error instanceof KeyMissing) return 'the key of a sealed field is missing';
  if (error instanceof UnknownEvent) return 'its type or version is unknown';
  return error instanceof SyntaxError || error instanceof TypeError
    ? 'it is not an event'
    : undefined;
};

/**
 * Decodes every event that can be decoded, because one altered event must not hide the others.
 * @throws errors that no event causes, such as StoreUnavailable.
 */
export const openAll = async <E extends DomainEvent>(
  codecs: EventCodecs,
  stored: readonly StoredEvent[],
): Promise<readonly Opened<E>[]> => {
  try {
    const events = await codecs.decode<E>(stored);
    return stored.map((each, i) => opened(each, events[i]));
  } catch (error) {
    if (reasonOf(error) === undefined) throw error;
    return Promise.all(stored.map((each) => openOne<E>(codecs, each)));
  }
};

const opened = <E extends DomainEvent>(
  stored: StoredEvent,
  event: RecordedEvent<E> | undefined,
): Opened<E> => ({ stored, ...(event && { event }) });

const openOne = async <E extends DomainEvent>(
  codecs: EventCodecs,
  stored: StoredEvent,
): Promise<Opened<E>> => {
  try {
    const [event] = await codecs.decode<E>([stored]);
    return opened(stored, event);
  } catch (error) {
    const unreadable = reasonOf(error);
    if (unreadable === undefined) throw error;
    return { stored, unreadable };
  }
};
