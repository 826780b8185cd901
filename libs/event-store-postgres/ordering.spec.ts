import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { NO_STREAM, type StoredEvent } from '@talentloop/event-sourcing';
import {
  appendOf,
  appendToEnd,
  enveloped,
  subscribed,
  type TestDatabase,
  testDatabase,
  until,
} from '@talentloop/testing';
import { Client } from 'pg';
import { PostgresEventStore, WakeUp } from './index';

const root = join(__dirname, '..', '..');
const schema = 'ordering';
const HOUR_MS = 3_600_000;

let database: TestDatabase;
let store: PostgresEventStore;
let admin: Client;
const children: ChildProcess[] = [];

beforeEach(async () => {
  database = await testDatabase();
  store = new PostgresEventStore({ connectionString: database.connectionString, schema });
  await store.migrate();
  admin = new Client({ connectionString: database.connectionString });
  await admin.connect();
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await admin.end();
  await store.close();
  await database.drop();
});

/** Starts a process that appends `count` events, to streams of its own or to a shared one. */
const writer = (streams: string, count: number, concurrency: number): Promise<unknown> => {
  const code = `
    globalThis.expect = undefined;
    const { PostgresEventStore } = require('@talentloop/event-store-postgres');
    const { appendToEnd } = require('./libs/testing/chain.ts');
    const [connectionString, schema, streams, count, concurrency] = process.argv.slice(1);
    const store = new PostgresEventStore({ connectionString, schema });
    let left = Number(count);
    const work = async (_, writer) => {
      const own = () => 'thing-' + process.pid + '-' + writer + '-' + (left >> 6);
      while (left-- > 0) await appendToEnd(store, streams === 'own' ? own() : streams);
    };
    Promise.all(Array.from({ length: Number(concurrency) }, work)).then(() => store.close());`;
  const child = spawn(
    process.execPath,
    ['-r', join(root, 'libs/testing/typescript.cjs'), '-e', code]
      .concat([database.connectionString, schema, streams])
      .concat([count, concurrency].map(String)),
    { cwd: root, stdio: 'inherit' },
  );
  children.push(child);
  return once(child, 'exit').then(([exitCode]) => expect(exitCode).toBe(0));
};

/** Opens transactions that begin before their neighbours and commit after them, or roll back. */
const disturb = async (over: AbortSignal): Promise<void> => {
  const held = new Client({ connectionString: database.connectionString });
  await held.connect();
  await held.query('CREATE TABLE foreigner (n integer)');
  for (let n = 0; !over.aborted; n += 1) {
    await held.query('BEGIN');
    await held.query('INSERT INTO foreigner VALUES ($1)', [n]);
    await held.query(`SELECT count(*) FROM ${schema}.events`);
    const head = await store.head();
    const othersCommit = async () => over.aborted || (await store.head()) > head;
    await until('others commit meanwhile', othersCommit);
    await held.query(n % 2 ? 'COMMIT' : 'ROLLBACK');
  }
  await held.end();
};

it('shows a reader 10,000 events of three processes, none missed or out of order', async () => {
  const stop = new AbortController();
  const disturbing = disturb(stop.signal);
  const reading = subscribed(store, { after: 0, batchSize: 500, count: 10_000 });
  const own = async (): Promise<void> => {
    const work = Array.from({ length: 16 }, async (_, writerNumber) => {
      for (let n = 0; n < 125; n += 1) await appendToEnd(store, `own-${writerNumber}-${n % 7}`);
    });
    await Promise.all(work);
  };
  await Promise.all([writer('own', 4_000, 16), writer('own', 4_000, 16), own()]);
  const seen = await reading;
  stop.abort();
  await disturbing;
  expect(seen.map(({ position }) => position)).toEqual(seen.map((_, i) => i + 1));
  expect(seen).toHaveLength(10_000);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(10_000);
  expect(seen.every((event, i) => event.committedAt >= (seen[i - 1]?.committedAt ?? ''))).toBe(
    true,
  );
  expectContiguousStreams(seen);
}, 60_000);

const expectContiguousStreams = (events: readonly StoredEvent[]): void => {
  const last = new Map<string, number>();
  for (const { stream, revision } of events) {
    if (revision !== (last.get(stream) ?? NO_STREAM) + 1) throw new Error(`${stream}@${revision}`);
    last.set(stream, revision);
  }
};

it('keeps one stream contiguous when two processes race for it', async () => {
  await Promise.all([writer('thing-1', 150, 4), writer('thing-1', 150, 4)]);
  const events = await store.readStream('thing-1');
  expect(events.map(({ revision }) => revision)).toEqual(Array.from({ length: 300 }, (_, i) => i));
  events.forEach((event, i) =>
    expect(event.previousHash).toBe(events[i - 1]?.hash ?? '0'.repeat(64)),
  );
}, 60_000);

/** Readers who wait at the end of the log look again only when they are woken. */
const withoutPolls = (): jest.SpyInstance => {
  const { wait } = WakeUp.prototype;
  return jest.spyOn(WakeUp.prototype, 'wait').mockImplementation(function (
    this: WakeUp,
    position,
    _pollMs,
    signal,
  ) {
    return wait.call(this, position, HOUR_MS, signal);
  });
};

const someoneListens = async (): Promise<boolean> => {
  const listening = `SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE 'LISTEN%' AND state = 'idle'`;
  return (await admin.query(listening)).rowCount === 1;
};

it('wakes the readers of another instance, who need not poll', async () => {
  const polls = withoutPolls();
  const other = new PostgresEventStore({ connectionString: database.connectionString, schema });
  const seen: StoredEvent[] = [];
  const stop = new AbortController();
  const reading = (async () => {
    const options = { after: 0, batchSize: 1, signal: stop.signal };
    for await (const batch of store.subscribe(options)) seen.push(...batch);
  })();
  await until('the reader listens', someoneListens);
  for (let n = 1; n <= 20; n += 1) {
    await appendToEnd(other, 'thing-1');
    await until('the reader has been woken', () => seen.length === n);
  }
  stop.abort();
  await reading;
  await other.close();
  polls.mockRestore();
});

describe('a group', () => {
  const commits = async (): Promise<number> => {
    await admin.query('SELECT pg_stat_clear_snapshot()');
    const { rows } = await admin.query(
      'SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()',
    );
    return Number(rows[0]?.xact_commit);
  };

  const sessions = async (): Promise<number> => {
    const { rows } = await admin.query(
      'SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database()',
    );
    return Number(rows[0]?.n);
  };

  /**
   * Counts the commits of `work`. PostgreSQL counts a session's commits when the session has ended.
   */
  const commitsOf = async (work: (own: PostgresEventStore) => Promise<void>): Promise<number> => {
    const [before, others] = [await commits(), await sessions()];
    const own = new PostgresEventStore({ connectionString: database.connectionString, schema });
    await work(own);
    await own.close();
    await until('its sessions are gone', async () => (await sessions()) <= others);
    return (await commits()) - before;
  };

  it('takes 64 writers in far fewer transactions than they append', async () => {
    const appends = 64 * 30;
    const made = await commitsOf(async (own) => {
      const writing = Array.from({ length: 64 }, async (_, n) => {
        let end: { revision: number; hash: string } | undefined;
        for (let i = 0; i < 30; i += 1) {
          const events = enveloped(`thing-${n}`, end ? { end } : {});
          end = events.at(-1);
          expect(await own.append(appendOf(events))).toMatchObject({ outcome: 'appended' });
        }
      });
      await Promise.all(writing);
    });
    expect(await store.head()).toBe(appends);
    expect(made).toBeLessThan(appends / 10);
  });

  it('tells each its own result: a conflict or a duplicate spoils nobody else', async () => {
    const first = enveloped('thing-1');
    await store.append(appendOf(first));
    const lost = enveloped('thing-2', { end: { revision: 3, hash: 'x' } });
    const afterLost = enveloped('thing-2', { end: { revision: 4, hash: lost[0]?.hash ?? '' } });
    const requests = [enveloped('thing-3'), first, lost, afterLost, enveloped('thing-2')];
    const results = await Promise.all(requests.map((events) => store.append(appendOf(events))));
    expect(results.map(({ outcome }) => outcome)).toEqual([
      'appended',
      'duplicate',
      'conflict',
      'conflict',
      'appended',
    ]);
    expect(await store.head()).toBe(3);
  });

  it('fails alone what PostgreSQL cannot take', async () => {
    const [bad] = enveloped('thing-1');
    if (!bad) throw new Error('no event');
    const requests = [enveloped('thing-2'), [{ ...bad, data: '{not json' }], enveloped('thing-3')];
    const results = await Promise.allSettled(requests.map((e) => store.append(appendOf(e))));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await store.head()).toBe(2);
  });
});
