import type { Position } from '@talentloop/event-sourcing';
import { escapeIdentifier, type PoolClient } from 'pg';
import type { Connections } from './connections';

const RECONNECT_MS = 250;
const NOTIFY_MS_MIN = 10;

/** A notification may be lost, so its transaction does not wait for the disk. */
const NOTIFY = `SELECT set_config('synchronous_commit', 'off', true), pg_notify($1, $2)`;

/**
 * Wakes the readers of other processes. The store notifies after the commit, not within it: a
 * transaction that notifies holds a lock of the whole server until it is on disk, so the services
 * of one server would wait for each other. If a notification is lost, the readers' polling finds
 * the events.
 */
export class Notifications {
  private readonly channel: string;
  private listening: PoolClient | undefined;
  private wanted = false;
  private timer: NodeJS.Timeout | undefined;
  private sentAtMs = 0;
  private newest: Position = 0;

  constructor(
    private readonly connections: Connections,
    schema: string,
    private readonly heard: (head: Position) => void,
  ) {
    this.channel = `talentloop_${schema}`;
  }

  /** Sends the newest position at once, then at most every 10 ms. */
  send(head: Position): void {
    if (head <= this.newest) return;
    this.newest = head;
    const sinceMs = performance.now() - this.sentAtMs;
    this.timer ??= setTimeout(() => void this.flush(), Math.max(0, NOTIFY_MS_MIN - sinceMs));
  }

  private async flush(): Promise<void> {
    const head = this.newest;
    this.sentAtMs = performance.now();
    const query = { name: 'notify', text: NOTIFY, values: [this.channel, String(head)] };
    await this.connections.use((client) => client.query(query)).catch(() => undefined);
    this.timer = undefined;
    if (this.newest === head) return;
    this.timer = setTimeout(() => void this.flush(), NOTIFY_MS_MIN);
  }

  /** Opens one connection that listens, at the first reader, and opens it again when it breaks. */
  listen(): void {
    if (this.wanted) return;
    this.wanted = true;
    void this.connect();
  }

  private async connect(): Promise<void> {
    if (!this.wanted) return;
    try {
      const client = await this.connections.connect();
      const lost = (): void => {
        if (this.listening !== client) return;
        this.listening = undefined;
        client.release(true);
        this.connectLater();
      };
      client.on('error', lost);
      client.on('end', lost);
      client.on('notification', ({ payload }) => this.heard(Number(payload)));
      this.listening = client;
      await client.query(`LISTEN ${escapeIdentifier(this.channel)}`);
      if (!this.wanted) this.close();
    } catch {
      this.listening?.release(true);
      this.listening = undefined;
      this.connectLater();
    }
  }

  private connectLater(): void {
    if (this.wanted) setTimeout(() => void this.connect(), RECONNECT_MS).unref();
  }

  close(): void {
    this.wanted = false;
    clearTimeout(this.timer);
    this.timer = undefined;
    const client = this.listening;
    this.listening = undefined;
    client?.release(true);
  }
}
