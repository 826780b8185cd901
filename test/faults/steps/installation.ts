import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Caller } from '@talentloop/testing/journeys';
import { removeBundledPostgres } from '@talentloop/bundled-postgres';
import type { Who } from '../../journeys/steps/world';
import { built } from './built';
import { type Program, startProgram } from './program';

/** The all-in-one process on a data folder of its own, which a spec can kill and start again. */
export class Installation {
  private program: Program | undefined;

  private constructor(
    private readonly folder: string,
    private readonly file: string,
  ) {}

  static async create(): Promise<Installation> {
    const [file = ''] = await built('all-in-one');
    const folder = await mkdtemp(path.join(tmpdir(), 'talentloop-fault-'));
    // The account under which PostgreSQL runs must reach the folder too.
    await chmod(folder, 0o755);
    const installation = new Installation(folder, file);
    await installation.start();
    return installation;
  }

  /** Starts on the same folder, as an operator would after a crash. */
  async start(): Promise<void> {
    this.program = await startProgram(this.file, {
      TALENTLOOP_DATA: this.data,
      TALENTLOOP_DEMO: 'off',
    });
  }

  async kill(): Promise<void> {
    await this.program?.kill();
  }

  get url(): string {
    return this.program?.url ?? '';
  }

  /** A caller of the process that runs now, with a new token. */
  as(who: Who, talentId?: string): Caller {
    return new Caller(this.url, who, talentId);
  }

  async connectionString(): Promise<string> {
    const run = JSON.parse(await readFile(path.join(this.data, 'run.json'), 'utf8')) as {
      postgres: string;
    };
    return run.postgres;
  }

  /** Stops in order and deletes everything. */
  async remove(): Promise<void> {
    await this.program?.stop();
    removeBundledPostgres(this.data);
    await rm(this.folder, { recursive: true, force: true });
  }

  private get data(): string {
    return path.join(this.folder, 'data');
  }
}
