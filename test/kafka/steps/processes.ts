import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Orders } from '../programs/killed';

const HOOK = path.resolve(__dirname, '../../../libs/testing/typescript.cjs');
const PROGRAM = path.resolve(__dirname, '../programs/killed.ts');

/** A relay or a consumer as a process of its own. */
export class Participant {
  private said = '';
  private readonly child: ChildProcess;

  constructor(orders: Orders) {
    this.child = spawn(process.execPath, ['-r', HOOK, PROGRAM, JSON.stringify(orders)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const out of [this.child.stdout, this.child.stderr]) {
      out?.on('data', (text) => (this.said += String(text)));
    }
  }

  /** Resolves if the process killed itself as ordered. Rejects if it ended otherwise. */
  async killed(): Promise<void> {
    const signal = this.child.signalCode ?? (await once(this.child, 'exit'))[1];
    if (signal !== 'SIGKILL') throw new Error(`it ended otherwise:\n${this.said}`);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** What the process has printed. */
  get log(): string {
    return this.said;
  }

  /** Wakes the process after its pause. */
  wake(): void {
    this.child.kill('SIGCONT');
  }

  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exit = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exit;
  }
}
