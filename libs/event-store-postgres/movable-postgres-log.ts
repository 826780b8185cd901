import type {
  Clock,
  KeptClaim,
  MovableLog,
  Position,
  Restoration,
  StoredEvent,
} from '@talentloop/event-sourcing';
import type { Pool } from 'pg';
import { Connections } from './connections';
import { MovedClaims } from './moved-claims';
import { PostgresEventStore } from './postgres-event-store';
import { restoreEvents } from './restore';

/** The log of one service in PostgreSQL, for the command that exports it or imports it. */
export class MovablePostgresLog extends PostgresEventStore implements MovableLog {
  private readonly own: Connections;
  private readonly moved: MovedClaims;

  constructor(
    private readonly service: {
      readonly schema: string;
      readonly pool: Pool;
      readonly clock?: Clock;
    },
  ) {
    super(service);
    this.own = new Connections(service.pool);
    this.moved = new MovedClaims(this.own, service.schema);
  }

  async at(position: Position): Promise<StoredEvent | undefined> {
    return (await this.readAll({ after: position - 1, limit: 1, upTo: position }))[0];
  }

  restore(restoration: Restoration): Promise<Position> {
    return this.own.use((client) => restoreEvents(client, this.service.schema, restoration));
  }

  keptClaims(): AsyncIterable<readonly KeptClaim[]> {
    return this.moved.all();
  }

  restoreClaims(claims: readonly KeptClaim[]): Promise<void> {
    return this.moved.restore(claims);
  }
}
