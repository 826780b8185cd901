import {
  type Command,
  type Decider,
  type DomainEvent,
  type EventCodecs,
  type Loaded,
  partsOf,
  type RecordedEvent,
  type StoredEvent,
} from '@talentloop/event-sourcing';
import { eventsOf, type Moment } from './moment';
import { openAll } from './open-all';

/** One stored event, decoded, and the resource's body after it. */
export interface Retold {
  readonly stored: StoredEvent;
  /** Undefined if the stored event cannot be read any more; `unreadable` says why. */
  readonly event?: RecordedEvent;
  readonly unreadable?: string;
  /** The body of the resource as of this event, without `allowedActions`. */
  readonly body?: object;
}

/** A kind of resource whose history auditors read. */
export interface AuditedCategory {
  /** The name in the path, such as `accommodation-requests`. */
  readonly name: string;
  /** The name in the stream, such as `accommodationRequest`. */
  readonly category: string;
  /** Replays a stream from its beginning: all events, or those that belong to a moment. */
  retell(
    codecs: EventCodecs,
    stored: readonly StoredEvent[],
    moment?: Moment,
  ): Promise<readonly Retold[]>;
}

export interface AuditedCategoryOptions<S, E extends DomainEvent> {
  readonly name: string;
  readonly decider: Pick<Decider<Command, S, E, string>, 'category' | 'initialState' | 'evolve'>;
  /** The body that GET returns for the resource, without `allowedActions`. Pure. */
  readonly view: (loaded: Loaded<S>) => object;
  /**
   * Whether an event corrects something that was recorded before. Its `effectiveAt` says from which
   * time on the correction holds.
   */
  readonly corrects?: (event: E) => boolean;
}

/** Connects a decider with its view for auditing. */
export const auditedCategory = <S, E extends DomainEvent>(
  options: AuditedCategoryOptions<S, E>,
): AuditedCategory => ({
  name: options.name,
  category: options.decider.category,
  retell: async (codecs, stored, moment) => {
    const opened = await openAll<E>(codecs, stored);
    const events = opened.flatMap(({ event }) => event ?? []);
    const chosen = new Set(moment ? eventsOf(events, moment, options.corrects) : events);
    const tell = teller(options, events[0]);
    return opened
      .filter(({ event }) => !moment || (event && chosen.has(event)))
      .map((each) => (each.event ? { ...each, ...tell(each.event) } : each));
  },
});

/**
 * Folds one event after another. An altered event may break the fold; the auditor still sees the
 * other events.
 */
const teller = <S, E extends DomainEvent>(
  { decider, view }: AuditedCategoryOptions<S, E>,
  first: RecordedEvent<E> | undefined,
) => {
  let state = decider.initialState;
  return (event: RecordedEvent<E>): Pick<Retold, 'body' | 'unreadable'> => {
    try {
      const after = decider.evolve(state, event);
      const body = view(loadedAt(after, event, first ?? event));
      state = after;
      return { body };
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return { unreadable: 'it does not fit what came before' };
    }
  };
};

const loadedAt = <S>(state: S, event: RecordedEvent, first: RecordedEvent): Loaded<S> => ({
  stream: event.stream,
  id: partsOf(event.stream).id,
  state,
  revision: event.revision,
  createdAt: first.meta.recordedAt,
  updatedAt: event.meta.recordedAt,
  correlationId: first.meta.correlationId,
  position: event.position,
});
