import { CommandHandler } from '@event-driven-io/emmett';
import {
  getPostgreSQLEventStore,
  type PostgresEventStore,
} from '@event-driven-io/emmett-postgresql';
import { Pool } from 'pg';
import type { CaseEvent } from '../../../../apps/service-centre/src/domain/service-case/events';
import { serviceCase } from '../../../../apps/service-centre/src/domain/service-case/service-case';
import type { CaseState } from '../../../../apps/service-centre/src/domain/service-case/state';
import { decided, eventOf, noteOf, plain, type PlainEvent } from '../case-script';
import type { Append, Contestant } from '../contestant';

export type EmmettEvent = {
  type: string;
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
};

export const emmettEvent = ({ type, data, metadata }: PlainEvent): EmmettEvent => ({
  type,
  data: { ...data },
  metadata: { ...metadata },
});

const fold = (state: CaseState, event: EmmettEvent): CaseState =>
  serviceCase.evolve(state, event as unknown as CaseEvent);

const handle = CommandHandler<CaseState, EmmettEvent>({
  evolve: fold,
  initialState: () => serviceCase.initialState,
  // Retries as often as needed; emmett's default gives up after three conflicts.
  retry: { onVersionConflict: 10_000 },
});

/** @event-driven-io/emmett-postgresql, opened as its documentation says, on a pool like ours. */
export class Emmett implements Contestant {
  readonly name = 'emmett-postgresql';

  private constructor(
    readonly connectionString: string,
    private readonly pool: Pool,
    readonly store: PostgresEventStore,
  ) {}

  static async open(connectionString: string): Promise<Emmett> {
    const pool = new Pool({ connectionString, max: 40 });
    const store = getPostgreSQLEventStore(connectionString, { connectionOptions: { pool } });
    await store.schema.migrate();
    return new Emmett(connectionString, pool, store);
  }

  async append({ caseId, talentId, step }: Append): Promise<void> {
    const event = emmettEvent(eventOf(caseId, talentId, caseId, step));
    await this.store.appendToStream(`case-${caseId}`, [event], {
      expectedStreamVersion: step === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(step),
    });
  }

  async addNote(caseId: string, noteId: string): Promise<void> {
    await handle(this.store, `case-${caseId}`, (state) =>
      emmettEvent(plain(decided(noteOf(noteId), state), noteId, caseId)),
    );
  }

  async fill(caseId: string, events: readonly PlainEvent[]): Promise<void> {
    await this.store.appendToStream(`case-${caseId}`, events.map(emmettEvent));
  }

  async load(caseId: string): Promise<number> {
    const { currentStreamVersion } = await this.store.aggregateStream<CaseState, EmmettEvent>(
      `case-${caseId}`,
      { evolve: fold, initialState: () => serviceCase.initialState },
    );
    return Number(currentStreamVersion);
  }

  async readLog(): Promise<number> {
    let read = 0;
    const consumer = this.store.consumer<EmmettEvent>({
      stopWhen: { noMessagesLeft: true },
      pulling: { batchSize: 2_000 },
    });
    consumer.reactor({
      processorId: `reader-${Date.now()}`,
      startFrom: 'BEGINNING',
      eachMessage: () => void (read += 1),
    });
    try {
      await consumer.start();
    } finally {
      await consumer.close();
    }
    return read;
  }

  async close(): Promise<void> {
    await this.store.close();
    await this.pool.end();
  }
}
