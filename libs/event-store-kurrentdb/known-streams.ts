import { NO_STREAM } from '@talentloop/event-sourcing';

export type Link = { readonly revision: number; readonly id: string; readonly hash: string };

/** A stream from its beginning up to a revision. These events never change. */
export interface KnownStream {
  readonly revision: number;
  /** The hash of the event at that revision. */
  readonly hash: string;
  /** Each event's revision by its id. */
  readonly ids: ReadonlyMap<string, number>;
}

interface Learning extends KnownStream {
  revision: number;
  hash: string;
  readonly ids: Map<string, number>;
}

const EVENTS_MAX = 100_000;

/**
 * Remembers the streams that this process writes to: the ids of their events and the hash of the
 * last one. The server does not refuse an append because of either. The streams used last stay in
 * memory.
 */
export class KnownStreams {
  private readonly streams = new Map<string, Learning>();
  private events = 0;

  constructor(private readonly eventsMax = EVENTS_MAX) {}

  get(stream: string): KnownStream | undefined {
    const known = this.streams.get(stream);
    if (known) {
      this.streams.delete(stream);
      this.streams.set(stream, known);
    }
    return known;
  }

  /** Adds events of a stream, in order. Events that do not follow the known ones are left out. */
  learn(stream: string, links: readonly Link[]): void {
    const [first] = links;
    const known = this.streams.get(stream) ?? { revision: NO_STREAM, hash: '', ids: new Map() };
    if (!first || first.revision > known.revision + 1) return;
    for (const { revision, id, hash } of links) {
      if (revision !== known.revision + 1) continue;
      known.ids.set(id, revision);
      known.revision = revision;
      known.hash = hash;
      this.events += 1;
    }
    this.streams.set(stream, known);
    this.forgetOldest(stream);
  }

  private forgetOldest(but: string): void {
    for (const [stream, { ids }] of this.streams) {
      if (this.events <= this.eventsMax) return;
      if (stream === but) continue;
      this.streams.delete(stream);
      this.events -= ids.size;
    }
  }
}
