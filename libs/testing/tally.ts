import {
  type CategoryDefinition,
  type Command,
  type Decider,
  type DomainEvent,
  EventCodecs,
  type EventStore,
  FIRST_PREVIOUS_HASH,
  NO_STREAM,
  readModel,
  type ReadModelDefinition,
  reject,
  type RowRules,
  rowsFrom,
  type StoredEvent,
} from '@talentloop/event-sourcing';
import { z } from 'zod';
import { AT, WORKER } from './given-when-then';

/** A domain as small as one can be, to try runners on: something is opened, counted and closed. */
type TallyOpened = DomainEvent<'TallyOpened', { owner: string }>;
export type TallyRaised = DomainEvent<'TallyRaised', { by: number }>;
type TallyHandedOver = DomainEvent<'TallyHandedOver', { owner: string }>;
type TallyClosed = DomainEvent<'TallyClosed', { result: string }>;
export type TallyEvent = TallyOpened | TallyRaised | TallyHandedOver | TallyClosed;

const definition = <T extends string, D extends object>(type: T, schema: z.ZodType<D>) => ({
  type,
  version: 1,
  schema,
  personal: [],
});

const tallyCodec: CategoryDefinition<TallyEvent> = {
  category: 'tally',
  events: {
    TallyOpened: definition('TallyOpened', z.object({ owner: z.string() })),
    TallyRaised: definition('TallyRaised', z.object({ by: z.int() })),
    TallyHandedOver: definition('TallyHandedOver', z.object({ owner: z.string() })),
    TallyClosed: definition('TallyClosed', z.object({ result: z.string() })),
  },
};

export type TallyCommand = Command<'CloseTally', Record<never, never>>;

/** Whose events a tally's are; a test writes them itself and closes a tally at most. */
export const tally: Decider<TallyCommand, 'none' | 'open' | 'closed', TallyEvent, 'not-open'> = {
  category: 'tally',
  initialState: 'none',
  decide: (_, state) => {
    if (state === 'none') return reject('not-open');
    return state === 'closed' ? [] : [{ type: 'TallyClosed', data: { result: 'completed' } }];
  },
  evolve: (_, { type }) => (type === 'TallyClosed' ? 'closed' : 'open'),
};

/** Events of another stream that are called as the tally's are, and say something else. */
export type NamesakeEvent =
  | DomainEvent<'TallyOpened', { page: number }>
  | DomainEvent<'TallyRaised', { page: number }>
  | DomainEvent<'TallyClosed', { page: number }>;

const namesakeCodec: CategoryDefinition<NamesakeEvent> = {
  category: 'namesake',
  events: {
    TallyOpened: definition('TallyOpened', z.object({ page: z.int() })),
    TallyRaised: definition('TallyRaised', z.object({ page: z.int() })),
    TallyClosed: definition('TallyClosed', z.object({ page: z.int() })),
  },
};

/** Whose events a namesake's are. */
export const namesake: Decider<Command, number, NamesakeEvent, string> = {
  category: 'namesake',
  initialState: 0,
  decide: () => [],
  evolve: (_, { data }) => data.page,
};

const nothingToSeal = (): never => {
  throw new Error('a tally has nothing personal');
};

export const tallyCodecs = new EventCodecs([tallyCodec, namesakeCodec], {
  seal: async (items) => (items.length === 0 ? [] : nothingToSeal()),
  isErased: () => false,
  open: async (items) => (items.length === 0 ? [] : nothingToSeal()),
});

export interface TallyRow {
  readonly owner: string;
  readonly total: number;
  readonly raises: number;
  readonly note?: string;
}

/** `openTallies`, but for its folds. */
export const openTalliesDefinition: ReadModelDefinition<TallyRow> = {
  name: 'open_tallies',
  version: 1,
  columns: { owner: 'text', total: 'integer' },
  indexes: [['owner']],
  temporal: true,
};

/** The folds of `openTallies`. */
export const openTalliesFolds: RowRules<TallyRow, TallyEvent>['on'] = {
  TallyOpened: (_, { data }) => ({ owner: data.owner, total: 0, raises: 0 }),
  TallyRaised: (row, { data }) =>
    row && { ...row, total: row.total + data.by, raises: row.raises + 1, note: 'é "\\ 表' },
  TallyHandedOver: (row, { data }) => row && { ...row, owner: data.owner },
  TallyClosed: () => null,
};

/** Tallies that are not closed, under the names of their streams. */
export const openTallies = readModel<TallyRow>(openTalliesDefinition, [
  rowsFrom(tally, { keysOf: ({ stream }) => [stream], on: openTalliesFolds }),
]);

/** A log in memory whose events a test writes, and breaks, itself. */
export class TallyLog {
  readonly events: StoredEvent[] = [];
  private readonly ends = new Map<string, { revision: number; hash: string }>();
  private readonly readers = new Set<() => void>();

  add(id: string, ...events: readonly TallyEvent[]): Promise<readonly StoredEvent[]> {
    return this.append(`tally-${id}`, events);
  }

  addNamesakes(id: string, ...events: readonly NamesakeEvent[]): Promise<readonly StoredEvent[]> {
    return this.append(`namesake-${id}`, events);
  }

  /** The store's port, as far as followers use it. */
  get store(): EventStore {
    const unused = (): never => {
      throw new Error('followers do not use this');
    };
    return {
      append: unused,
      readStream: unused,
      readCommand: unused,
      positionAt: unused,
      findClaim: unused,
      keepClaim: unused,
      releaseClaim: unused,
      head: async () => this.events.at(-1)?.position ?? 0,
      readAll: async ({ after, limit }) => this.after(after, limit),
      subscribe: (options) => this.subscribe(options),
    };
  }

  wake(): void {
    for (const reader of this.readers) reader();
  }

  private async append(
    stream: string,
    events: readonly DomainEvent[],
  ): Promise<readonly StoredEvent[]> {
    const end = this.ends.get(stream) ?? { revision: NO_STREAM, hash: FIRST_PREVIOUS_HASH };
    const { enveloped } = await tallyCodecs.encode(events, {
      stream,
      end,
      subject: stream,
      metadata: {
        recordedAt: AT,
        actor: WORKER,
        commandId: `command-${this.events.length}`,
        correlationId: '00000000-0000-4000-8000-00000000c0de',
      },
    });
    const stored = enveloped.map((event, i) => ({
      ...event,
      position: this.events.length + 1 + i,
      committedAt: AT,
    }));
    this.events.push(...stored);
    const last = enveloped.at(-1);
    if (last) this.ends.set(stream, { revision: last.revision, hash: last.hash });
    this.wake();
    return stored;
  }

  private after(position: number, limit: number): readonly StoredEvent[] {
    const found = [];
    for (let i = this.indexAfter(position); i < this.events.length; i += 1) {
      const event = this.events[i];
      if (event && found.push(event) >= limit) break;
    }
    return found;
  }

  /** Positions are the indexes, until a test takes an event away. */
  private indexAfter(position: number): number {
    const near = Math.max(0, position - 10);
    const found = this.events.slice(near).findIndex((event) => event.position > position);
    return found < 0 ? this.events.length : near + found;
  }

  private async *subscribe({
    after,
    batchSize,
    signal,
  }: Parameters<EventStore['subscribe']>[0]): AsyncGenerator<readonly StoredEvent[]> {
    let position = after;
    while (!signal.aborted) {
      const batch = this.after(position, batchSize);
      const last = batch.at(-1);
      if (!last) {
        await this.news(signal);
        continue;
      }
      position = last.position;
      yield batch;
    }
  }

  private news(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.readers.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.readers.add(done);
      signal.addEventListener('abort', done);
    });
  }
}
