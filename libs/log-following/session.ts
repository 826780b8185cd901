import type { Client, Pool } from 'pg';
import { connectBeside, identifier } from './database';

/** A process that says nothing for this long is paused or unreachable: its session ends. */
const SILENCE_MS_MAX = 10_000;
const HEARTBEAT_MS = 2_500;

/**
 * One PostgreSQL session of its own, for what lives as long as a session does: advisory locks that
 * are free again when their holder dies or hangs, and notifications. Opened when first needed, opened
 * again after it was lost; whoever holds a lock is told through its signal.
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

  /** A signal that aborts when the lock is lost with its session; undefined when another holds it. */
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
   * Calls back for each notification until the answer is called, and once, with an empty payload,
   * after every reconnection. Where there is no connection to be had, listening begins with the next.
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

  /** Statements of a session go one after another; an error of one is its caller's alone. */
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
    // A holder that was paused finds out when it wakes that others went on without it.
    await client.query(`set idle_session_timeout = ${this.silenceMsMax}`);
    clearInterval(this.heartbeat);
    this.heartbeat = setInterval(() => this.beat(client), HEARTBEAT_MS).unref();
    for (const [channel, listeners] of this.channels) {
      await client.query(`listen ${identifier(channel)}`);
      // Whatever was said while nobody listened is looked up by those who are woken now.
      for (const heard of listeners) heard('');
    }
    return client;
  }

  private beat(client: Client): void {
    // A session that is lost says so by itself.
    this.inTurn(() => client.query('select 1')).catch(() => undefined);
  }

  private forget(): void {
    this.held.clear();
    this.lost.abort();
    this.lost = new AbortController();
  }
}
