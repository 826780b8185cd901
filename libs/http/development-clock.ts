import type { Clock, Instant } from '@talentloop/event-sourcing';
import type { Pool, PoolClient } from 'pg';

const CHANNEL = 'development_clock';
/** Advisory lock class: each listening process holds (class, revision) shared while it shows it. */
const LOCK = 0x7a1c10c;
const ACKNOWLEDGED_MS_MAX = 2_000;
const RECONNECT_MS = 500;

interface Setting {
  readonly offset_ms: string;
  readonly revision: number;
}

/**
 * The system's time and an offset that all processes of an installation share, kept in
 * `development.clock`. A move is answered only when every other process shows the new time, so
 * that whoever moved it may ask any of them next.
 */
export class DevelopmentClock implements Clock {
  private offsetMs = 0;
  private revision = -1;
  private listener: PoolClient | undefined;
  private closed = false;
  private reloading: Promise<void> = Promise.resolve();
  private retry: NodeJS.Timeout | undefined;
  private readonly watchers = new Set<() => void>();

  private constructor(private readonly pool: Pool) {}

  /** Makes the table if it is missing, and follows it until closed. */
  static async open(pool: Pool): Promise<DevelopmentClock> {
    if (process.env['NODE_ENV'] === 'production')
      throw new Error('the development clock does not exist in production');
    const clock = new DevelopmentClock(pool);
    await clock.migrate();
    await clock.listen();
    return clock;
  }

  now(): Instant {
    return new Date(Date.now() + this.offsetMs).toISOString();
  }

  /** Called after every move, by whichever process; returns how to stop. */
  onMoved(callback: () => void): () => void {
    this.watchers.add(callback);
    return () => this.watchers.delete(callback);
  }

  /** Moves the clock for every process to what `target` makes of the time it shows; answers it. */
  async moveTo(target: (now: Instant) => Instant): Promise<Instant> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      const { rows } = await client.query<Setting>(
        'select offset_ms, revision from development.clock for update',
      );
      const real = Date.now();
      const shown = new Date(real + Number(rows[0]?.offset_ms ?? 0)).toISOString();
      const offset = Date.parse(target(shown)) - real;
      const moved = await client.query<Setting>(
        `update development.clock set offset_ms = $1, revision = revision + 1
           returning offset_ms, revision`,
        [offset],
      );
      await client.query(`select pg_notify('${CHANNEL}', '')`);
      await client.query('commit');
      await this.reload();
      await this.acknowledged(client, (moved.rows[0]?.revision ?? 0) - 1);
      return new Date(real + offset).toISOString();
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }

  /** Reads the offset again: what a process does that suspects it missed a move. */
  reload(): Promise<void> {
    this.reloading = this.reloading.catch(() => undefined).then(() => this.load());
    return this.reloading;
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    this.listener?.release(true);
    this.listener = undefined;
    this.watchers.clear();
  }

  private async load(): Promise<void> {
    const client = this.listener ?? (await this.pool.connect());
    try {
      const { rows } = await client.query<Setting>(
        'select offset_ms, revision from development.clock',
      );
      const [setting] = rows;
      if (!setting || setting.revision === this.revision) return;
      const before = this.revision;
      [this.offsetMs, this.revision] = [Number(setting.offset_ms), setting.revision];
      if (client === this.listener) await this.show(client, before);
      this.watchers.forEach((watcher) => watcher());
    } finally {
      if (client !== this.listener) client.release();
    }
  }

  /** Takes the lock of the new revision before it gives up the old one's. */
  private async show(client: PoolClient, before: number): Promise<void> {
    await client.query('select pg_advisory_lock_shared($1, $2)', [LOCK, this.revision]);
    if (before >= 0) await client.query('select pg_advisory_unlock_shared($1, $2)', [LOCK, before]);
  }

  /** Waits until no process shows the revision any more; one that hangs is not waited for long. */
  private async acknowledged(client: PoolClient, revision: number): Promise<void> {
    try {
      await client.query('begin');
      await client.query(`set local lock_timeout = ${ACKNOWLEDGED_MS_MAX}`);
      await client.query('select pg_advisory_xact_lock($1, $2)', [LOCK, revision]);
    } catch {
      // The process that hangs reads the clock when it comes back.
    } finally {
      await client.query('rollback');
    }
  }

  private async listen(): Promise<void> {
    const client = await this.pool.connect();
    this.listener = client;
    this.revision = -1;
    client.on('notification', () => void this.reload().catch(() => undefined));
    client.on('error', () => this.lost(client));
    client.on('end', () => this.lost(client));
    try {
      await client.query(`listen ${CHANNEL}`);
      await this.reload();
    } catch (error) {
      this.lost(client);
      throw error;
    }
  }

  private lost(client: PoolClient): void {
    if (this.listener !== client) return;
    this.listener = undefined;
    client.release(true);
    if (this.closed) return;
    this.retry = setTimeout(() => void this.listen().catch(() => undefined), RECONNECT_MS);
    this.retry.unref();
  }

  private async migrate(): Promise<void> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      await client.query(`select pg_advisory_xact_lock(hashtext('development.clock'))`);
      // While a session waits for the lock, its catalogue cache grows old. PostgreSQL refreshes the
      // cache when the session opens a relation.
      await client.query('select count(*) from pg_namespace');
      await client.query('create schema if not exists development');
      await client.query(
        `create table if not exists development.clock
           (singleton boolean primary key default true check (singleton),
            offset_ms bigint not null, revision int not null)`,
      );
      await client.query(
        'insert into development.clock values (true, 0, 0) on conflict do nothing',
      );
      await client.query('commit');
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }
}
