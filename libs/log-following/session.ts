import type { Client, Pool } from 'pg';
import { connectBeside, identifier } from './database';

/**
 * PostgreSQL ends a session that has been silent for this long: its process is paused or
 * unreachable.
 */
const SILENCE_MS_MAX = 10_000;
const HEARTBEAT_MS = 2_500;

/**
 * A PostgreSQL session for what lasts as long as a session: notifications, and advisory locks,
 * which PostgreSQL frees when their holder dies or hangs. The session opens at its first use, and
 * again after it was lost. A signal tells the holder of a lock that it has lost the lock.
 */
export class Session {
  private opening: Promise<Client> | undefined;
  private lost = new AbortController();
  private readonly held = new Set<string>();
  private readonly channels = new Map<string, Set<(payload: string) => void>>();
  private work: Promise<unknown> = Promise.resolve();
  private heartbeat: NodeJS.Timeout | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly silenceMsMax = SILENCE_MS_MAX,
  ) {}

  /**
   * Returns a signal that aborts when the lock is lost with its session, or undefined if another
   * holder has the lock.
   */
  tryLock(name: string): Promise<AbortSignal | undefined> {
    return this.inTurn(async () => {
      if (this.held.has(name)) return undefined;
      const client = await this.open();
      const { rows } = await client.query<{ locked: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as locked',
        [name],
      );
      if (!rows[0]?.locked) return undefined;
      this.held.add(name);
      return this.lost.signal;
    });
  }

  unlock(name: string): Promise<void> {
    return this.inTurn(async () => {
      if (!this.held.delete(name)) return;
      const client = await this.open();
      await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]);
    });
  }

  /**
   * Calls `heard` for each notification, and once with an empty payload after every reconnection,
   * until the caller calls the returned function. If there is no connection now, listening begins
   * with the next one.
   */
  async listen(channel: string, heard: (payload: string) => void): Promise<() => void> {
    const listeners = this.channels.get(channel) ?? new Set();
    listeners.add(heard);
    this.channels.set(channel, listeners);
    await this.inTurn(async () => {
      const client = await this.open();
      await client.query(`listen ${identifier(channel)}`);
    }).catch(() => undefined);
    return () => void listeners.delete(heard);
  }

  async close(): Promise<void> {
    const client = await this.opening?.catch(() => undefined);
    this.opening = undefined;
    clearInterval(this.heartbeat);
    this.forget();
    await client?.end().catch(() => undefined);
  }

  /**
   * Runs the statements of a session one after another. An error of one statement reaches only its
   * own caller.
   */
  private inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.work.then(task);
    this.work = turn.catch(() => undefined);
    return turn;
  }

  private open(): Promise<Client> {
    this.opening ??= this.connect().catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    });
    return this.opening;
  }

  private async connect(): Promise<Client> {
    const client = await connectBeside(this.pool);
    const gone = (): void => {
      if (this.opening !== opening) return;
      this.opening = undefined;
      this.forget();
    };
    const opening = this.opening;
    client.on('error', gone);
    client.on('end', gone);
    client.on('notification', ({ channel, payload }) => {
      for (const heard of this.channels.get(channel) ?? []) heard(payload ?? '');
    });
    // So a holder that was paused learns, when it wakes, that others have continued without it.
    await client.query(`set idle_session_timeout = ${this.silenceMsMax}`);
    clearInterval(this.heartbeat);
    this.heartbeat = setInterval(() => this.beat(client), HEARTBEAT_MS).unref();
    for (const [channel, listeners] of this.channels) {
      await client.query(`listen ${identifier(channel)}`);
      // Notifications may have been lost meanwhile, so the listeners must look for themselves.
      for (const heard of listeners) heard('');
    }
    return client;
  }

  private beat(client: Client): void {
    // If the session is lost, its own `end` event reports it.
    this.inTurn(() => client.query('select 1')).catch(() => undefined);
  }

  private forget(): void {
    this.held.clear();
    this.lost.abort();
    this.lost = new AbortController();
  }
}
