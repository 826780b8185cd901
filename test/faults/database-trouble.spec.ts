import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type BundledPostgres,
  removeBundledPostgres,
  startBundledPostgres,
} from '@talentloop/bundled-postgres';
import { startOn, type TestInstallation } from '@talentloop/testing/journeys';
import { CuttingLine, takes, until } from '@talentloop/testing';
import { Client } from 'pg';
import { ServiceCentreModule } from '../../apps/service-centre/src/service-centre.module';
import { NoteWriters } from './steps/note-writers';

const WRITERS = 32;
const CONNECTIONS = 6;

let folder: string;
let server: BundledPostgres;
let line: CuttingLine;
let app: TestInstallation;
let writers: NoteWriters;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'talentloop-trouble-'));
  chmodSync(folder, 0o755);
  server = await startBundledPostgres({ dataDir: folder });
  line = new CuttingLine(server.connectionString, 'append_one');
  app = await startOn(await line.open(), [ServiceCentreModule], {
    DATABASE_POOL_MAX: String(CONNECTIONS),
  });
}, 60_000);
afterAll(async () => {
  await app?.stop();
  line?.close();
  await server?.stop();
  removeBundledPostgres(folder);
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

beforeEach(async () => {
  writers = new NoteWriters(app.as('caseworker'));
  await writers.openCases();
});

const onServer = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: server.connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const succeeded = (): number => writers.counts('first')[201] ?? 0;
const refused = (): number => writers.counts('first')[503] ?? 0;

const servesAgain = async (): Promise<void> => {
  const before = refused();
  await until('notes are taken', async () => (await writers.write()).status === 201);
  // Those who ask just now may be refused, and each connection that broke may refuse one more.
  expect(refused() - before).toBeLessThanOrEqual(WRITERS + CONNECTIONS);
  expect((await writers.read()).status).toBe(200);
};

/**
 * Checks that every note exists once, whether its first attempt or a later one was acknowledged.
 */
const isWhole = async (): Promise<void> => {
  writers.expectCleanAnswers();
  await writers.askAgain();
  expect(Object.keys(writers.counts('last'))).toEqual(['201']);
  await writers.expectEachOnce(server.connectionString);
  expect((await app.as('auditor').post('/audit/verify')).body).toMatchObject({ ok: true });
};

describe('a commit whose answer is lost', () => {
  it('is answered all the same, when the store can find out', async () => {
    line.cuts = 1;
    expect((await writers.write()).status).toBe(201);
    expect(line.cuts).toBe(0);
    await isWhole();
  });

  it('is answered when the caller asks again, when the store cannot', async () => {
    line.cuts = 4;
    expect((await writers.write()).status).toBe(503);
    line.cuts = 0;
    await isWhole();
  });
});

describe('a database', () => {
  it('whose sessions are terminated under load serves on: 201, or 503 and then once', async () => {
    writers.start(WRITERS);
    for (let times = 1; times <= 8; times += 1) {
      await until('notes are written', () => succeeded() >= times * 50, 30_000);
      await onServer((client) =>
        client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
            where pid <> pg_backend_pid() and datname is not null`,
        ),
      );
    }
    await writers.stop();
    await servesAgain();
    await isWhole();
  }, 90_000);

  it('that crashes under load is away with 503, then back with all it acknowledged', async () => {
    writers.start(WRITERS);
    await until('notes are written', () => succeeded() >= 100, 30_000);
    // An immediate shutdown finishes nothing. The next start recovers from the write-ahead log.
    process.kill(server.pid, 'SIGQUIT');
    await until('it is away', () => refused() >= WRITERS, 30_000);
    server = await startBundledPostgres({ dataDir: folder });
    line.moveTo(server.connectionString);
    await servesAgain();
    await writers.stop();
    await isWhole();
  }, 90_000);

  it('that is stuck, all connections in use, answers 503 and writes nothing late', async () => {
    await onServer(async (client) => {
      await client.query('begin');
      await client.query('lock table service_centre.events, service_centre.cases');
      const aloneMs = await takes(async () => expect((await writers.read()).status).toBe(503));
      const togetherMs = await takes(async () => {
        const asking = Array.from({ length: CONNECTIONS * 10 }, () => [
          writers.read(),
          app.as('caseworker').get('/cases'),
          writers.write(),
        ]);
        const statuses = (await Promise.all(asking.flat())).map(({ status }) => status);
        expect(new Set(statuses)).toEqual(new Set([503]));
      });
      // One waits for a lock; of many, most wait for a connection too, but not for each other's
      // turn.
      expect(togetherMs / aloneMs).toBeLessThan(4);
      await client.query('rollback');
    });
    expect(succeeded()).toBe(0);
    expect(await writers.stored(server.connectionString)).toBe(0);
    await servesAgain();
    await isWhole();
  }, 90_000);
});
