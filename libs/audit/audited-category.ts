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

/** One stored event, as it reads, and the resource's body after it. */
export interface Retold {
  readonly stored: StoredEvent;
  /** Undefined when the stored event cannot be read any more; `unreadable` says why. */
  readonly event?: RecordedEvent;
  readonly unreadable?: string;
  /** The body of the resource as of this event, without `allowedActions`. */
  readonly body?: object;
}

/** A kind of resource whose history auditors read. */
export interface AuditedCategory {
  /** As in the path: `accommodation-requests`. */
  readonly name: string;
  /** As in the stream's name: `accommodationRequest`. */
  readonly category: string;
  /** Tells a stream from its beginning: all of it, or what tells of a moment. */
  retell(
    codecs: EventCodecs,
    stored: readonly StoredEvent[],
    moment?: Moment,
  ): Promise<readonly Retold[]>;
}

export interface AuditedCategoryOptions<S, E extends DomainEvent> {
  readonly name: string;
  readonly decider: Pick<Decider<Command, S, E, string>, 'category' | 'initialState' | 'evolve'>;
  /** The body of the GET of the resource, without `allowedActions`. Pure. */
  readonly view: (loaded: Loaded<S>) => object;
  /** Whether an event corrects what was recorded before; its `effectiveAt` says since when. */
  readonly corrects?: (event: E) => boolean;
}

/** Ties a decider and its view together for the auditor. */
export const auditedCategory = <S, E extends DomainEvent>(
  options: AuditedCategoryOptions<S, E>,
): AuditedCategory => ({
  name: options.name,
  category: options.decider.category,
  retell: async (codecs, stored, moment) => {
    const opened = await openAll<E>(codecs, stored);
    const events = opened.flatMap(({ event }) => event ?? []);
    const told = new Set(moment ? eventsOf(events, moment, options.corrects) : events);
    const tell = teller(options, events[0]);
    return opened
      .filter(({ event }) => !moment || (event && told.has(event)))
      .map((each) => (each.event ? { ...each, ...tell(each.event) } : each));
  },
});

/** Folds event after event. An altered one may fit no fold; the auditor still sees the others. */
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
