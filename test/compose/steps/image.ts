import { execFile } from 'node:child_process';
import { cp, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

interface Instruction {
  readonly word: string;
  readonly text: string;
}

/** A stage of a Dockerfile, as a folder that stands for its root. */
interface Stage {
  readonly root: string;
  readonly context: string;
  workdir: string;
  readonly environment: Record<string, string>;
  user: string;
  command: readonly string[];
}

interface BuildOf {
  readonly context: string;
  readonly dockerfile: string;
  readonly args: Readonly<Record<string, string>>;
}

/** The state with which a container of the image starts. */
export type Image = Readonly<Stage>;

const instructionsOf = (dockerfile: string): readonly Instruction[] =>
  dockerfile
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [word = '', ...rest] = line.trim().split(/\s+/);
      return { word: word.toUpperCase(), text: rest.join(' ') };
    });

/** The instructions by stage. Each stage has a name. */
const stagesOf = (dockerfile: string): ReadonlyMap<string, readonly Instruction[]> => {
  const stages = new Map<string, Instruction[]>();
  let current: Instruction[] = [];
  for (const instruction of instructionsOf(dockerfile)) {
    if (instruction.word === 'FROM') {
      const name = /\sAS\s+(\S+)$/i.exec(instruction.text)?.[1] ?? 'the image';
      stages.set(name, (current = []));
    } else current.push(instruction);
  }
  return stages;
};

/**
 * Follows a Dockerfile without a Docker engine. Each stage becomes a folder, and its RUN
 * instructions run in its WORKDIR there, with this machine's Node.js. Stages without a build
 * argument are built once.
 */
export class ImageBuilder {
  private readonly built = new Map<string, Stage>();

  constructor(private readonly folder: string) {}

  async build({ context, dockerfile, args }: BuildOf): Promise<Image> {
    const file = await readFile(path.join(context, dockerfile), 'utf8');
    let last: Stage | undefined;
    for (const [name, instructions] of stagesOf(file)) {
      const takesArguments = instructions.some(({ word }) => word === 'ARG');
      const key = takesArguments ? `${name}-${Object.values(args).join('-')}` : name;
      last = this.built.get(key) ?? (await this.stage(key, instructions, { context, args }));
      this.built.set(key, last);
    }
    if (!last) throw new Error(`${dockerfile} has no stage.`);
    return last;
  }

  private async stage(
    key: string,
    instructions: readonly Instruction[],
    { context, args }: Omit<BuildOf, 'dockerfile'>,
  ): Promise<Stage> {
    const root = path.join(this.folder, key.replaceAll(' ', '-'));
    const stage: Stage = {
      root,
      context,
      workdir: '/',
      environment: {},
      user: 'root',
      command: [],
    };
    const known: Record<string, string> = {};
    for (const { word, text } of instructions) {
      const expanded = text.replaceAll(/\$\{?(\w+)\}?/g, (_, name: string) => {
        const value = known[name] ?? stage.environment[name];
        if (value === undefined) throw new Error(`${word} ${text}: ${name} is not known there.`);
        return value;
      });
      if (word === 'ARG') known[text] = args[text] ?? '';
      else await this.follow(stage, word, expanded);
    }
    return stage;
  }

  private async follow(stage: Stage, word: string, text: string): Promise<void> {
    const here = path.join(stage.root, stage.workdir);
    switch (word) {
      case 'WORKDIR':
        stage.workdir = path.posix.resolve(stage.workdir, text);
        await mkdir(path.join(stage.root, stage.workdir), { recursive: true });
        return;
      case 'COPY':
        return this.copy(stage, text);
      case 'RUN':
        await run('sh', ['-c', text], { cwd: here, maxBuffer: 64 << 20 });
        return;
      case 'ENV':
        for (const [, name = '', value = ''] of text.matchAll(/(\w+)=(\S+)/g))
          stage.environment[name] = value;
        return;
      case 'USER':
        stage.user = text;
        return;
      case 'CMD':
        // The other form would run a shell, which does not pass SIGTERM on.
        stage.command = JSON.parse(text) as string[];
        return;
      case 'EXPOSE':
        return;
      default:
        throw new Error(`${word} is not understood here: teach it to test/compose/steps/image.ts.`);
    }
  }

  private async copy(stage: Stage, text: string): Promise<void> {
    const words = text.split(' ');
    const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
    const named = words.filter((word) => !word.startsWith('--'));
    const target = named.pop() ?? '';
    const source = from === undefined ? stage.context : this.built.get(from)?.root;
    if (source === undefined) throw new Error(`COPY ${text}: there is no stage ${from}.`);
    const into = path.join(stage.root, path.posix.resolve(stage.workdir, target));
    for (const name of named) {
      const whole = named.length === 1 && !target.endsWith('/');
      await copyTree(
        path.join(source, name),
        whole ? into : path.join(into, path.basename(name)),
        from !== undefined,
      );
    }
  }
}

/** Stages share files by hard links, so that no copy is made. */
const copyTree = async (from: string, to: string, shared: boolean): Promise<void> => {
  await mkdir(path.dirname(to), { recursive: true });
  if (shared) await run('cp', ['-rlT', from, to]);
  else await cp(from, to, { recursive: true });
};
