import type { CategoryDefinition, EventDefinition, Sealer } from './codec';
import { categoryOf } from './decider';
import { type ChainEnd, envelope, payload } from './envelope';
import type {
  DomainEvent,
  EnvelopedEvent,
  EventMetadata,
  RecordedEvent,
  StoredEvent,
} from './event';
import { ERASED } from './erased';
import { eventId } from './identifiers';
import { sealedIn, withValue } from './json-places';
import { type PlacedItem, sealItems, type Unsealed } from './seal-items';
import type { EventKind } from './sources';
import { withoutUndefined } from './without-undefined';

/** What an append knows beside its events. */
export interface Writing {
  readonly stream: string;
  readonly end: ChainEnd;
  /** Whom the stream's free text is about. */
  readonly subject: string;
  readonly metadata: Omit<EventMetadata, 'effectiveAt' | 'reason' | 'policy'>;
}

/** The events as they will read back, and as they are stored. */
export interface Encoded<E extends DomainEvent> {
  readonly events: readonly E[];
  readonly enveloped: readonly EnvelopedEvent[];
}

/** A type or a version that this code does not know: written by a newer release, or by nobody. */
export class UnknownEvent extends Error {
  override readonly name = 'UnknownEvent';
}

/** What of an event is stored as JSON. */
interface Tree {
  readonly data: object;
  readonly metadata: object;
}

interface Draft extends Unsealed {
  readonly definition: EventDefinition;
  readonly tree: Tree;
}

/** Between domain events and stored ones: validates, seals and versions; opens and upcasts. */
export class EventCodecs {
  private readonly categories: ReadonlyMap<string, CategoryDefinition>;

  constructor(
    categories: readonly CategoryDefinition[],
    private readonly sealer: Sealer,
  ) {
    this.categories = new Map(categories.map((category) => [category.category, category]));
  }

  /** Whether there is a codec for this category and type; a newer release may write others. */
  knows({ stream, type }: EventKind): boolean {
    const events = this.categories.get(categoryOf(stream))?.events;
    return events !== undefined && Object.hasOwn(events, type);
  }

  /** The person a stream's free text is about, else the stream itself. */
  subjectOf(stream: string, first: DomainEvent): string {
    return this.category(stream).subject?.(first.data) ?? stream;
  }

  /** @throws what the event's schema throws, or NotCanonical: the event must not be stored. */
  async encode<E extends DomainEvent>(events: readonly E[], writing: Writing): Promise<Encoded<E>> {
    const { stream, metadata } = writing;
    const valid = events.map((event) => this.validated(stream, event));
    const drafts = valid.map((event, index) => this.draft(event, index, writing));
    const toSeal = drafts.map((draft) => sealItems(draft, writing.subject));
    const boxes = await this.sealer.seal(toSeal.flat());
    let next = 0;
    const payloads = drafts.map(({ definition, tree }, i) => {
      const places = toSeal[i] ?? [];
      const { data, metadata: meta } = places.reduce<Tree>(
        (open, { place }) => withValue(open, place, boxes[next++]) as Tree,
        tree,
      );
      return payload(definition.type, definition.version, data, meta);
    });
    return {
      events: valid.map((event, i) => this.asKept(event, toSeal[i] ?? [])),
      enveloped: envelope(stream, writing.end, metadata.commandId, payloads),
    };
  }

  /**
   * Stored events as their newest version. With `unseal: false` personal fields stay `Sealed`: for
   * readers that do not look at them.
   * @throws UnknownEvent; what the sealer throws for a value that cannot be opened.
   */
  async decode<E extends DomainEvent = DomainEvent>(
    stored: readonly StoredEvent[],
    { unseal }: { unseal: boolean } = { unseal: true },
  ): Promise<readonly RecordedEvent<E>[]> {
    const trees = stored.map(parsed);
    if (unseal) await this.open(stored, trees);
    return stored.map(
      (event, i) => this.recorded(event, trees[i] ?? parsed(event)) as RecordedEvent<E>,
    );
  }

  /** What is said about somebody erased is kept by nobody, not even by whoever has just said it. */
  private asKept<E extends DomainEvent>(event: E, items: readonly PlacedItem[]): E {
    const lost = items.filter(({ subject }) => this.sealer.isErased(subject));
    return lost.reduce((kept, { place }) => withValue(kept, inEvent(place), ERASED) as E, event);
  }

  /**
   * Puts what the boxes hold where they stand; the trees were parsed for this and are nobody
   * else's.
   */
  private async open(stored: readonly StoredEvent[], trees: readonly Tree[]): Promise<void> {
    const found = trees.flatMap((tree, i) => {
      const eventId = stored[i]?.id ?? '';
      return sealedIn(tree).map((place) => ({ ...place, eventId }));
    });
    if (found.length === 0) return;
    const values = await this.sealer.open(found);
    found.forEach(({ holder, key }, i) => (holder[key] = values[i]));
  }

  private recorded(event: StoredEvent, tree: Tree): RecordedEvent {
    const { stream, revision, id, type, position, committedAt } = event;
    const definition = this.definition(stream, type);
    const meta = tree.metadata as EventMetadata;
    const data = upcast(definition, event.schemaVersion, tree.data);
    const place = { stream, revision, id, position, committedAt, meta };
    return { type, data, ...optional(meta), ...place };
  }

  private draft(event: DomainEvent, index: number, { stream, metadata }: Writing): Draft {
    return {
      id: eventId(stream, metadata.commandId, index),
      definition: this.definition(stream, event.type),
      tree: {
        data: event.data,
        metadata: withoutUndefined({ ...metadata, ...optional(event) }) as object,
      },
    };
  }

  private validated<E extends DomainEvent>(stream: string, event: E): E {
    const data = this.definition(stream, event.type).schema.parse(withoutUndefined(event.data));
    return withoutUndefined({ ...event, data }) as E;
  }

  private category(stream: string): CategoryDefinition {
    const category = this.categories.get(categoryOf(stream));
    if (!category) throw new UnknownEvent(`no category for stream ${stream}`);
    return category;
  }

  private definition(stream: string, type: string): EventDefinition {
    const { events } = this.category(stream);
    const definition = Object.hasOwn(events, type) ? events[type] : undefined;
    if (!definition) throw new UnknownEvent(`${type} is not an event of ${stream}`);
    return definition;
  }
}

const parsed = ({ data, metadata }: StoredEvent): Tree => ({
  data: JSON.parse(data) as object,
  metadata: JSON.parse(metadata) as object,
});

type Optional = Pick<DomainEvent, 'effectiveAt' | 'reason' | 'policy'>;

const NOTHING: Optional = {};

const optional = ({ effectiveAt, reason, policy }: Optional): Optional =>
  effectiveAt === undefined && reason === undefined && policy === undefined
    ? NOTHING
    : {
        ...(effectiveAt !== undefined && { effectiveAt }),
        ...(reason !== undefined && { reason }),
        ...(policy !== undefined && { policy }),
      };

const upcast = (definition: EventDefinition, from: number, data: object): object => {
  if (from > definition.version) {
    throw new UnknownEvent(
      `${definition.type} has version ${from}, this code knows ${definition.version}`,
    );
  }
  let current = data;
  for (let version = from; version < definition.version; version += 1) {
    const step = definition.upcasters?.[version];
    if (!step) throw new UnknownEvent(`${definition.type} has no upcaster from version ${version}`);
    current = step(current as never);
  }
  return current;
};

/** Where a domain event has a value that is stored there: its free texts stand beside its data. */
const inEvent = (place: readonly string[]): readonly string[] =>
  place[0] === 'metadata' ? place.slice(1) : place;
