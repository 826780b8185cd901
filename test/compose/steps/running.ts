import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

/** A service of the compose file, running on this machine. */
export interface Running {
  /** The address at which others reach that port of its container: host:port. */
  at(port: number): string;
  isHealthy(): Promise<boolean>;
  /** Asks it to end, as `docker compose stop` does. Returns its exit code. */
  stop(): Promise<number | null>;
}

export interface Start {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly address: string;
  readonly healthcheck?: readonly string[];
}

/**
 * Starts a shell that waits for the end of this process's pipe. The pipe ends however this process
 * ends.
 */
const endWithUs = (child: ChildProcess): void => {
  const script = 'cat >/dev/null; kill -KILL "$1"';
  const shell = spawn('/bin/sh', ['-c', script, 'sh', String(child.pid)], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.unref();
  if ('unref' in shell.stdin && typeof shell.stdin.unref === 'function') shell.stdin.unref();
  child.once('exit', () => shell.kill());
};

/** A process with only the given environment and PATH. */
export class RunningProcess implements Running {
  private said = '';
  private readonly child: ChildProcess;
  private readonly environment: NodeJS.ProcessEnv;
  readonly ended: Promise<number | null>;

  constructor(private readonly how: Start) {
    const [program = '', ...args] = how.command;
    this.environment = { PATH: process.env['PATH'], ...how.environment };
    this.child = spawn(program, args, {
      cwd: how.folder,
      env: this.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    endWithUs(this.child);
    for (const out of [this.child.stdout, this.child.stderr])
      out?.on('data', (text) => (this.said += String(text)));
    this.ended = once(this.child, 'exit').then(([code]: (number | null)[]) => code ?? null);
  }

  at(port: number): string {
    return `${this.how.address}:${port}`;
  }

  get log(): string {
    return this.said;
  }

  /** Runs its health check, as Docker would run it in the container. */
  async isHealthy(): Promise<boolean> {
    if (this.hasEnded) throw new Error(`${this.how.command.join(' ')} ended:\n${this.said}`);
    const [form, program = '', ...args] = this.how.healthcheck ?? [];
    if (form !== 'CMD') throw new Error(`no health check of the form CMD: ${form}`);
    const { folder: cwd } = this.how;
    return promisify(execFile)(program, args, { cwd, env: this.environment }).then(
      () => true,
      () => false,
    );
  }

  async stop(): Promise<number | null> {
    if (!this.hasEnded) this.child.kill('SIGTERM');
    return this.ended;
  }

  private get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }
}
