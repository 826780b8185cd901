import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { drainNoticeMs } from '@talentloop/http';
import type { RunningProcess } from '@talentloop/installation';

/** One process to keep running. */
export interface Program {
  readonly service: string;
  readonly role: RunningProcess['role'];
  /** The built file to run. */
  readonly entry: string;
  readonly environment: Readonly<Record<string, string>>;
}

const RESTART_MS = 300;
const END_MS_MAX = 15_000;

interface Kept {
  readonly program: Program;
  child: ChildProcess;
  port: number;
}

/** Keeps programs running: starts each again when it ends, and ends them all on `stop`. */
export class Supervisor {
  private readonly kept: Kept[] = [];
  private ending = false;

  /** @param changed Called with all running processes whenever one was started or started again. */
  constructor(private readonly changed: (processes: readonly RunningProcess[]) => void) {}

  /** Resolves once every program listens. Rejects if one ends before it listens. */
  async start(programs: readonly Program[]): Promise<void> {
    await Promise.all(programs.map((program) => this.keep(program)));
  }

  get processes(): readonly RunningProcess[] {
    return this.kept.flatMap(({ program, child, port }) => {
      const { service, role } = program;
      return child.pid === undefined || port === 0 ? [] : [{ service, role, pid: child.pid, port }];
    });
  }

  /** Asks every program to end, and kills those that do not. */
  async stop(): Promise<void> {
    this.ending = true;
    const children = this.kept
      .map(({ child }) => child)
      .filter(({ exitCode }) => exitCode === null);
    const ended = children.map((child) => new Promise((resolve) => child.once('exit', resolve)));
    children.forEach((child) => child.kill('SIGTERM'));
    const endMsMax = END_MS_MAX + drainNoticeMs(process.env['DRAIN_NOTICE_MS']);
    await Promise.race([Promise.all(ended), sleep(endMsMax, undefined, { ref: false })]);
    children.forEach((child) => child.kill('SIGKILL'));
  }

  private keep(program: Program): Promise<void> {
    return new Promise((resolve, reject) => {
      const kept: Kept = { program, port: 0, child: this.launch(program) };
      this.kept.push(kept);
      const watch = (): void => {
        const { child } = kept;
        child.on('message', (message: { port?: number }) => {
          kept.port = message.port ?? 0;
          this.changed(this.processes);
          resolve();
        });
        child.once('exit', (code, signal) => {
          const cause = `${program.service} ${program.role} ended (${signal ?? code})`;
          if (this.ending) return;
          if (kept.port === 0) return reject(new Error(cause));
          console.error(`${cause}; starting it again`);
          setTimeout(() => {
            if (this.ending) return;
            kept.child = this.launch(program);
            watch();
          }, RESTART_MS);
        });
      };
      watch();
    });
  }

  private launch({ entry, environment }: Program): ChildProcess {
    return fork(entry, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
  }
}
