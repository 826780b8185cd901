import { StoreUnavailable } from '@talentloop/event-sourcing';
import type { PoolClient } from 'pg';
import { type Connections, isOutage } from './connections';

/**
 * Keeps one client of the pool for successive pieces of work. If the next piece is already waiting
 * when one is done, the client stays here, so the next piece starts without a turn of the event
 * loop.
 */
export class KeptClient {
  private kept: PoolClient | undefined;

  constructor(private readonly connections: Connections) {}

  /** @throws StoreUnavailable on an outage. The pool then replaces the client. */
  async use<T>(work: (client: PoolClient) => Promise<T>, followed: () => boolean): Promise<T> {
    const client = this.kept ?? (await this.connections.connect());
    this.kept = undefined;
    try {
      const result = await work(client);
      if (followed() && !this.kept) this.kept = client;
      else client.release();
      return result;
    } catch (error) {
      const outage = isOutage(error);
      client.release(outage);
      if (!outage || error instanceof StoreUnavailable) throw error;
      throw new StoreUnavailable('PostgreSQL did not answer', { cause: error });
    }
  }
}
