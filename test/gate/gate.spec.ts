import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { until } from '@talentloop/testing';

const MACHINERY = path.resolve(__dirname, '../../.ci/gate.sh');

/**
 * Two processes that wait for ever: one in the session of the check, one in a session of its own.
 */
const WAITERS = 'sleep 1000 & echo "pid $!"; setsid sleep 1000 & echo "pid $!"';

/** A gate with other checks: what it has said so far, and which processes it named. */
class Gate {
  said = '';
  private readonly child: ChildProcess;

  constructor(checks: string) {
    const script = `set -u; . ${MACHINERY}; begin; echo "folder $work"; ${checks}`;
    this.child = spawn('bash', ['-c', script], { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const out of [this.child.stdout, this.child.stderr]) {
      out?.on('data', (text) => (this.said += String(text)));
    }
  }

  get folder(): string {
    return /^folder (.+)$/m.exec(this.said)?.[1] ?? '';
  }

  get pids(): readonly number[] {
    return [...this.said.matchAll(/^pid (\d+)$/gm)].map(([, pid]) => Number(pid));
  }

  get lastLine(): string | undefined {
    return this.said.trimEnd().split('\n').at(-1);
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Its exit code, once everything that writes into its output has ended. */
  async ended(): Promise<number | null> {
    if (this.child.exitCode === null) await once(this.child, 'close');
    return this.child.exitCode;
  }
}

/** One that has ended and is not waited for by its parent is a zombie, which does nothing. */
const isAlive = (pid: number): boolean =>
  /^[^Z]/.test(spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout);

const expectNothingLeft = (gate: Gate): void => {
  expect(gate.pids.filter(isAlive)).toEqual([]);
  expect(existsSync(gate.folder)).toBe(false);
};

it.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
  ['SIGHUP', 129],
] as const)(
  'ended by %s in the middle of a check, it counts and leaves nothing',
  async (name, code) => {
    const gate = new Gate(`check fine true; check hangs bash -c '${WAITERS}; wait'`);
    await until('the check hangs', () => gate.pids.length === 2);
    gate.signal(name);
    expect(await gate.ended()).toBe(code);
    expect(gate.said).toContain(`failed: the gate ended early, with ${code}`);
    expect(gate.lastLine).toBe('1 passed, 1 failed');
    expectNothingLeft(gate);
  },
);

it('ends what a check leaves behind, and goes on', async () => {
  const gate = new Gate(`check leaves bash -c '${WAITERS}'; check after test -d "$work"`);
  expect(await gate.ended()).toBe(0);
  expect(gate.lastLine).toBe('2 passed, 0 failed');
  expect(gate.pids).toHaveLength(2);
  expectNothingLeft(gate);
});

it('touches no process that it has not started, whatever its command line says', async () => {
  const gate = new Gate(`check hangs bash -c 'echo "pid $$"; sleep 1000 & wait'`);
  await until('the check hangs', () => gate.pids.length === 1);
  const stays = 'setInterval(() => undefined, 1_000)';
  const other = spawn(process.execPath, ['-e', stays, `${gate.folder}/app`], { cwd: '/' });
  gate.signal('SIGTERM');
  await gate.ended();
  expectNothingLeft(gate);
  expect([other.exitCode, other.signalCode]).toEqual([null, null]);
  const exit = once(other, 'exit');
  other.kill('SIGKILL');
  await exit;
});

it('counts a check that fails, one that ends the gate, and the tests of a Jest run', async () => {
  const gate = new Gate(`
    tests jest echo 'Tests:       1 failed, 5 skipped, 40 passed, 46 total';
    check 'there is nothing here' false;
    check 'a clean clone' false || exit;
    check never true`);
  expect(await gate.ended()).toBe(1);
  expect(gate.said).toContain('failed: there is nothing here\nfailed: a clean clone\n');
  expect(gate.lastLine).toBe('41 passed, 3 failed');
  expectNothingLeft(gate);
});
