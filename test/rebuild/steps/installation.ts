import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Actor, derivedId } from '@talentloop/event-sourcing';
import { Caller } from '@talentloop/testing/journeys';
import {
  openPlatform,
  type Platform,
  type RunningService,
  startService,
} from '@talentloop/service-host';
import { testDatabase } from '@talentloop/testing';
import { Pool } from 'pg';
import { ServiceCentreModule } from '../../../apps/service-centre/src/service-centre.module';
import { built } from '../../faults/steps/built';
import { type Program, startProgram } from '../../faults/steps/program';
import { enquiry } from '../../journeys/steps/bodies';

const ACTOR: Actor = { id: 'caseworker', roles: ['caseworker'], centre: 'loop-onsite' };
const NOTES_PER_CASE = 9;
const WRITERS = 64;

/** The service centre as two processes, an api and a worker, and a writing side in this process. */
export class CentreProcesses {
  private worker: Program | undefined;

  private constructor(
    private readonly about: {
      readonly worker: string;
      readonly folder: string;
      readonly connectionString: string;
    },
    private readonly api: Program,
    private readonly platform: Platform,
    /**
     * The spec's own pool, without a process's timeouts, because a spec may hold a lock for long.
     */
    readonly pool: Pool,
    readonly here: RunningService,
    private readonly drop: () => Promise<void>,
  ) {}

  static async start(): Promise<CentreProcesses> {
    const database = await testDatabase();
    const folder = await mkdtemp(path.join(tmpdir(), 'talentloop-rebuild-'));
    const [main = '', worker = ''] = await built('service-centre', 'service-centre-worker');
    const { connectionString } = database;
    const environment = { DATABASE_URL: connectionString, TALENTLOOP_TRUST: folder };
    const api = await startProgram(main, environment);
    const platform = await openPlatform(environment, { name: 'spec', connectionString });
    const here = await startService(ServiceCentreModule.service, platform, 'api');
    const pool = new Pool({ connectionString, max: 8 });
    const drop = () => database.drop();
    return new CentreProcesses(
      { worker, folder, connectionString },
      api,
      platform,
      pool,
      here,
      drop,
    );
  }

  as(persona: string): Caller {
    return new Caller(this.api.url, persona);
  }

  /** Starts the worker, as a supervisor would. Resolves when it has caught up. */
  async startWorker(): Promise<void> {
    const { worker, connectionString, folder } = this.about;
    const environment = { DATABASE_URL: connectionString, TALENTLOOP_TRUST: folder };
    this.worker = await startProgram(worker, environment);
  }

  /** Sends SIGKILL. */
  async killWorker(): Promise<void> {
    await this.worker?.kill();
  }

  async stop(): Promise<void> {
    await Promise.all([this.api.stop(), this.worker?.stop()]);
    await this.here.stop();
    await this.platform.close();
    await this.pool.end();
    await this.drop();
    await rm(this.about.folder, { recursive: true, force: true });
  }

  /** Creates cases with notes, up to this number of events. Returns the ids of the cases. */
  async seed(events: number): Promise<readonly string[]> {
    const ids = Array.from({ length: Math.ceil(events / (1 + NOTES_PER_CASE)) }, (_, i) =>
      derivedId('seeded case', String(i)),
    );
    const left = ids.map((id, i) => ({ id, i }));
    const write = async (): Promise<void> => {
      for (let next = left.pop(); next; next = left.pop()) await this.seedCase(next.id, next.i);
    };
    await Promise.all(Array.from({ length: WRITERS }, write));
    return ids;
  }

  private async seedCase(id: string, index: number): Promise<void> {
    // Numbers of another year than the register's year, so that no number is issued twice.
    const number = `SC-LOOP-2020-${String(index + 1).padStart(6, '0')}`;
    const opening = { ...enquiry, typeVersion: 1, priority: 'normal', openedBy: ACTOR.id };
    await this.execute(id, { type: 'OpenCase', data: { number, opening } });
    for (let i = 0; i < NOTES_PER_CASE; i += 1) {
      const noteId = derivedId(id, String(i));
      await this.execute(id, { type: 'AddNote', data: { noteId, text: 'A note.' } });
    }
  }

  private async execute(id: string, command: { type: string; data: object }): Promise<void> {
    const commandId = derivedId(id, JSON.stringify(command));
    const done = await this.here.writing.execute(
      { category: 'case', id, command },
      { commandId, actor: ACTOR, correlationId: id },
    );
    if ('rejected' in done) throw new Error(done.rejected);
  }
}
