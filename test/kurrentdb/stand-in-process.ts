import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const MAIN = path.join(__dirname, 'stand-in/main.ts');
const TYPESCRIPT = path.join(__dirname, '../../libs/testing/typescript.cjs');

/**
 * A stand-in in a process of its own that keeps its log on disk. A spec can kill it and start it
 * again.
 */
export class StandInProcess {
  private child: ChildProcess | undefined;
  private port = 0;
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'talentloop-stand-in-'));

  get connectionString(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  async start(): Promise<void> {
    const env = {
      ...process.env,
      PORT: String(this.port),
      LOG_FILE: path.join(this.folder, 'log'),
    };
    const child = fork(MAIN, { execArgv: ['-r', TYPESCRIPT], env, silent: true });
    this.child = child;
    const [{ connectionString }] = (await once(child, 'message')) as [{ connectionString: string }];
    this.port = Number(new URL(connectionString).port);
  }

  /** SIGKILL, in the middle of its work. */
  async kill(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (!child) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
