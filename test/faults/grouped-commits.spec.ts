import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Actor, derivedId } from '@talentloop/event-sourcing';
import { type Json, startForTest } from '@talentloop/testing/journeys';
import { openPlatform, startService, type WritingSide } from '@talentloop/service-host';
import { testDatabase, type TestDatabase, until } from '@talentloop/testing';
import { Client } from 'pg';
import { ServiceCentreModule } from '../../apps/service-centre/src/service-centre.module';
import { enquiry } from '../journeys/steps/bodies';

const WRITERS = 64;
const ROUNDS = 10;
const ACTOR: Actor = { id: 'caseworker', roles: ['caseworker'], centre: 'loop-onsite' };

const times = <T>(n: number, each: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, (_, i) => each(i)));

/** All writers write at the same time, each one event after another. */
const write = (one: (writer: number, round: number) => Promise<unknown>): Promise<unknown> =>
  times(WRITERS, async (writer) => {
    for (let round = 0; round < ROUNDS; round += 1) await one(writer, round);
  });

const numberFrom = async (client: Client, sql: string): Promise<number> => {
  const { rows } = await client.query<{ n: string }>(sql);
  return Number(rows[0]?.n);
};

describe('64 writers', () => {
  it('over HTTP are committed in groups: few transactions wrote what they appended', async () => {
    const app = await startForTest(ServiceCentreModule);
    const client = new Client({ connectionString: app.connectionString });
    try {
      await client.connect();
      const worker = app.as('caseworker');
      const cases: readonly Json[] = await times(WRITERS, () => worker.do('/cases', enquiry));
      const before = await numberFrom(
        client,
        'select max(position) as n from service_centre.events',
      );
      await write((writer, round) =>
        worker.do(`/cases/${cases[writer].id}/notes`, { text: `note ${round}` }),
      );
      // Each row holds the number of the transaction that wrote it.
      const written = `from service_centre.events
      where type = 'NoteAdded' and position > ${before}`;
      const appended = await numberFrom(client, `select count(*) as n ${written}`);
      const wrote = `select count(distinct xmin::text) as n ${written}`;
      expect(appended).toBe(WRITERS * ROUNDS);
      expect(await numberFrom(client, wrote)).toBeLessThan(appended / 3);
    } finally {
      await client.end();
      await app.stop();
    }
  }, 60_000);
});

describe('the writing side alone, by the statistics of the database', () => {
  let database: TestDatabase;
  let folder: string;
  let admin: Client;

  beforeAll(async () => {
    database = await testDatabase();
    folder = await mkdtemp(path.join(tmpdir(), 'talentloop-grouped-'));
    admin = new Client({ connectionString: database.connectionString });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const sessions = (): Promise<number> =>
    numberFrom(
      admin,
      `select count(*) as n from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`,
    );

  /** PostgreSQL counts a session's commits at the latest when the session ends. */
  const commits = async (): Promise<number> => {
    await until('all sessions have ended', async () => (await sessions()) === 0);
    await admin.query('select pg_stat_clear_snapshot()');
    return numberFrom(
      admin,
      'select xact_commit as n from pg_stat_database where datname = current_database()',
    );
  };

  const withWritingSide = async (
    work: (writing: WritingSide) => Promise<unknown>,
  ): Promise<void> => {
    const { connectionString } = database;
    const environment = { TALENTLOOP_TRUST: folder, NODE_ENV: 'test' };
    const platform = await openPlatform(environment, { name: 'test', connectionString });
    const running = await startService(ServiceCentreModule.service, platform, 'api');
    try {
      await work(running.writing);
    } finally {
      await running.stop();
      await platform.close();
    }
  };

  const caseOf = (writer: number): string => derivedId('grouped', String(writer));
  const open = async (writing: WritingSide, writer: number): Promise<void> => {
    const number = `SC-LOOP-2026-${String(writer + 1).padStart(6, '0')}`;
    const opening = { ...enquiry, typeVersion: 1, priority: 'normal', openedBy: ACTOR.id };
    const command = { type: 'OpenCase', data: { number, opening } };
    await execute(writing, writer, command, 'open');
  };
  const execute = async (
    writing: WritingSide,
    writer: number,
    command: { type: string; data: object },
    name: string,
  ): Promise<void> => {
    const id = caseOf(writer);
    const commandId = derivedId(id, name);
    const done = await writing.execute(
      { category: 'case', id, command },
      { commandId, actor: ACTOR, correlationId: id },
    );
    if ('rejected' in done) throw new Error(done.rejected);
  };

  it('makes far fewer transactions than appends', async () => {
    await withWritingSide((writing) => times(WRITERS, (writer) => open(writing, writer)));
    const before = await commits();
    await withWritingSide(() => Promise.resolve());
    const idle = (await commits()) - before;
    await withWritingSide((writing) =>
      write((writer, round) => {
        const noteId = derivedId(caseOf(writer), String(round));
        const command = { type: 'AddNote', data: { noteId, text: 'A note.' } };
        return execute(writing, writer, command, noteId);
      }),
    );
    const made = (await commits()) - before - 2 * idle;
    const appends = await numberFrom(
      admin,
      `select count(*) as n from service_centre.events where type = 'NoteAdded'`,
    );
    expect(appends).toBe(WRITERS * ROUNDS);
    expect(made).toBeLessThan(appends / 4);
  }, 60_000);
});
