import { canonicalJson } from './canonical';
import type { CategoryDefinition, EventDefinition, Sealer, SealItem } from './codec';
import { partsOf } from './decider';
import { type ChainEnd, envelope, payload } from './envelope';
import { isErased } from './erased';
import type {
  DomainEvent,
  EnvelopedEvent,
  EventMetadata,
  RecordedEvent,
  StoredEvent,
} from './event';
import { eventId } from './identifiers';
import { placesOf, sealedIn, valueAt, withValue } from './json-places';

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

interface Draft {
  readonly id: string;
  readonly definition: EventDefinition;
  readonly tree: { data: object; metadata: object };
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

  /** The person a stream's free text is about, else the stream itself. */
  subjectOf(stream: string, first: DomainEvent): string {
    return this.category(stream).subject?.(first.data) ?? stream;
  }

  /** @throws what the event's schema throws, or NotCanonical: the event must not be stored. */
  async encode<E extends DomainEvent>(events: readonly E[], writing: Writing): Promise<Encoded<E>> {
    const { stream, metadata } = writing;
    const valid = events.map((event) => this.validated(stream, event));
    const drafts = valid.map((event, index) => this.draft(event, index, writing));
    const items = drafts.flatMap((draft) => sealItems(draft, writing.subject));
    const boxes = await this.sealer.seal(items);
    const trees = new Map(drafts.map(({ id, tree }) => [id, tree]));
    items.forEach(({ eventId: id, path }, i) => {
      const tree = trees.get(id);
      if (tree) trees.set(id, withValue(tree, path.split('.'), boxes[i]) as Draft['tree']);
    });
    const payloads = drafts.map(({ id, definition, tree }) => {
      const { data, metadata: meta } = trees.get(id) ?? tree;
      return payload(definition.type, definition.version, data, meta);
    });
    return {
      events: valid,
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
    let trees = stored.map((event) => parsed(event));
    if (unseal) trees = await this.opened(stored, trees);
    return stored.map(
      (event, i) => this.recorded(event, trees[i] ?? parsed(event)) as RecordedEvent<E>,
    );
  }

  private async opened(
    stored: readonly StoredEvent[],
    trees: readonly Draft['tree'][],
  ): Promise<Draft['tree'][]> {
    const found = trees.flatMap((tree, index) =>
      sealedIn(tree).map(({ path, sealed }) => ({ index, path, sealed })),
    );
    if (found.length === 0) return [...trees];
    const values = await this.sealer.open(
      found.map(({ index, path, sealed }) => ({
        sealed,
        path: path.join('.'),
        eventId: stored[index]?.id ?? '',
      })),
    );
    const result = [...trees];
    found.forEach(({ index, path }, i) => {
      const tree = result[index];
      if (tree) result[index] = withValue(tree, path, values[i]) as Draft['tree'];
    });
    return result;
  }

  private recorded(event: StoredEvent, tree: Draft['tree']): RecordedEvent {
    const definition = this.definition(event.stream, event.type);
    const { stream, revision, id, type, position, committedAt } = event;
    const meta = tree.metadata as EventMetadata;
    return {
      type,
      data: upcast(definition, event.schemaVersion, tree.data),
      ...optional(meta),
      ...{ stream, revision, id, position, committedAt, meta },
    };
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
    const category = this.categories.get(partsOf(stream).category);
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

const parsed = ({ data, metadata }: StoredEvent): Draft['tree'] => ({
  data: JSON.parse(data) as object,
  metadata: JSON.parse(metadata) as object,
});

const optional = ({
  effectiveAt,
  reason,
  policy,
}: Pick<DomainEvent, 'effectiveAt' | 'reason' | 'policy'>) => ({
  ...(effectiveAt === undefined ? {} : { effectiveAt }),
  ...(reason === undefined ? {} : { reason }),
  ...(policy === undefined ? {} : { policy }),
});

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

const sealItems = ({ id, definition, tree }: Draft, streamSubject: string): SealItem[] => {
  const fields = definition.personal.flatMap(({ path, purpose, subject }) =>
    placesOf(tree.data, path.split('.')).map(({ place, wildcards }) => {
      const found = subject && valueAt(tree.data, fill(subject, wildcards));
      const item = { path: ['data', ...place].join('.'), value: valueAt(tree.data, place) };
      return {
        ...item,
        eventId: id,
        purpose,
        subject: typeof found === 'string' ? found : streamSubject,
      };
    }),
  );
  const texts = [
    ['metadata', 'reason'],
    ['metadata', 'policy', 'inputs'],
  ].map((place) => ({
    ...{ eventId: id, purpose: 'free-text' as const, subject: streamSubject },
    ...{ path: place.join('.'), value: valueAt(tree, place) },
  }));
  return [...fields, ...texts].filter(({ value }) => value !== undefined && !isErased(value));
};

/** The subject's path with its `*`s replaced by the items at hand. */
const fill = (path: string, wildcards: readonly string[]): readonly string[] => {
  const left = [...wildcards];
  return path.split('.').map((part) => (part === '*' ? (left.shift() ?? '*') : part));
};

/** Absent is absent: a spread of an optional field must not put `undefined` into the log. */
const withoutUndefined = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.map(([key, member]) => [key, withoutUndefined(member)]));
};

/** The digest-ready text of a command's body; bodies are compared as canonical JSON. */
export const sameJson = (a: unknown, b: unknown): boolean =>
  canonicalJson(withoutUndefined(a)) === canonicalJson(withoutUndefined(b));
