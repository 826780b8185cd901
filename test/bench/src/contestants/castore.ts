import { EventStore, EventType } from '@castore/core';
import { PostgresEventStorageAdapter } from '@castore/event-storage-adapter-postgres';
import type { CaseEvent } from '../../../../apps/service-centre/src/domain/service-case/events';
import { serviceCase } from '../../../../apps/service-centre/src/domain/service-case/service-case';
import type { CaseState } from '../../../../apps/service-centre/src/domain/service-case/state';
import { decided, eventOf, noteOf, plain, type PlainEvent } from '../case-script';
import type { Append, Contestant } from '../contestant';

interface CaseAggregate {
  readonly aggregateId: string;
  readonly version: number;
  readonly state: CaseState;
}

interface Detail {
  readonly aggregateId: string;
  readonly version: number;
  readonly type: string;
  readonly timestamp: string;
  readonly payload?: unknown;
  readonly metadata?: unknown;
}

const reducer = (
  before: CaseAggregate | undefined,
  { aggregateId, version, type, payload, metadata }: Detail,
): CaseAggregate => ({
  aggregateId,
  version,
  state: serviceCase.evolve(before?.state ?? serviceCase.initialState, {
    type,
    data: payload,
    ...(metadata as object),
  } as unknown as CaseEvent),
});

const cases = (adapter: PostgresEventStorageAdapter) =>
  new EventStore({
    eventStoreId: 'case',
    eventTypes: [new EventType<string, Detail>({ type: 'CaseEvent' })],
    reducer,
    eventStorageAdapter: adapter,
  });

/**
 * @castore with its PostgreSQL adapter, which uses postgres.js and its own pool of ten connections.
 */
export class Castore implements Contestant {
  readonly name = 'castore';
  private readonly store: ReturnType<typeof cases>;

  private constructor(private readonly adapter: PostgresEventStorageAdapter) {
    this.store = cases(adapter);
  }

  static async open(connectionString: string): Promise<Castore> {
    await PostgresEventStorageAdapter.createEventTable({ connectionString });
    return new Castore(new PostgresEventStorageAdapter({ connectionString }));
  }

  append({ caseId, talentId, step }: Append): Promise<void> {
    return this.push(caseId, step + 1, eventOf(caseId, talentId, caseId, step));
  }

  async addNote(caseId: string, noteId: string): Promise<void> {
    for (;;) {
      const { aggregate } = await this.store.getAggregate(caseId);
      const state = aggregate?.state ?? serviceCase.initialState;
      const event = plain(decided(noteOf(noteId), state), noteId, caseId);
      try {
        return await this.push(caseId, (aggregate?.version ?? 0) + 1, event);
      } catch (error) {
        if (!(error instanceof Error) || !/already exists/i.test(error.message)) throw error;
      }
    }
  }

  async fill(caseId: string, events: readonly PlainEvent[]): Promise<void> {
    for (const [i, event] of events.entries()) await this.push(caseId, i + 1, event);
  }

  async load(caseId: string): Promise<number> {
    const { aggregate } = await this.store.getAggregate(caseId);
    return aggregate?.version ?? 0;
  }

  async close(): Promise<void> {
    // The adapter offers no way to end its connections.
    const { _sql: sql } = this.adapter as unknown as { _sql: { end(): Promise<void> } };
    await sql.end();
  }

  private async push(caseId: string, version: number, event: PlainEvent): Promise<void> {
    const { type, data: payload, metadata } = event;
    await this.store.pushEvent({ aggregateId: caseId, version, type, payload, metadata } as never);
  }
}
