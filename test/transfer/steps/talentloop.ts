import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import { run } from '../../../apps/cli/src/program';

const MAIN = path.resolve(__dirname, '../../../apps/cli/src/main.ts');
const TYPESCRIPT = path.resolve(__dirname, '../../../libs/testing/typescript.cjs');

type Environment = Readonly<Record<string, string>>;

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly error: string;
  /** The bytes that went to stdout. */
  readonly bytes: Buffer;
}

/** Runs a command line in this process. */
export const talentloop = async (
  line: string,
  environment: Environment,
  input?: Buffer,
): Promise<Ended> => {
  let [out, error] = ['', ''];
  const bytes: Buffer[] = [];
  const output = new Writable({
    write(chunk: Buffer, _, done) {
      bytes.push(chunk);
      done();
    },
  });
  const code = await run(line.split(' '), {
    environment,
    write: (text) => (out += text),
    writeError: (text) => (error += text),
    columns: 80,
    colour: false,
    output,
    ...(input && { input: Readable.from([input]).pipe(new PassThrough()) }),
    more: () => Promise.resolve(true),
  });
  return { code, out, error, bytes: Buffer.concat(bytes) };
};

/** Runs a command line in a process of its own, which a spec can kill. */
export const startTalentloop = (line: string, environment: Environment): ChildProcess =>
  spawn(process.execPath, ['-r', TYPESCRIPT, MAIN, ...line.split(' ')], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });

export const killed = async (child: ChildProcess): Promise<void> => {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
};

/** A folder for the files of one spec. */
export class Folder {
  private readonly path = mkdtempSync(path.join(tmpdir(), 'talentloop-transfer-'));

  file(name: string): string {
    return path.join(this.path, name);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
