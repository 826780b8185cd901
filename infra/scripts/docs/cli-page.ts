import { run } from '../../../apps/cli/src/program';
import type { Surroundings } from '../../../apps/cli/src/surroundings';
import { page } from './markdown';

const INTRODUCTION =
  'The command `talentloop`. In the checkout: `npm run talentloop -- …` or `npx talentloop …`.';

/** Runs the program with `--help`, which needs only a place to write its output. */
const helpOf = async (words: readonly string[]): Promise<string> => {
  let help = '';
  const write = (text: string): void => void (help += text);
  const surroundings: Surroundings = {
    environment: {},
    write,
    writeError: write,
    columns: 80,
    colour: false,
    more: () => Promise.resolve(true),
  };
  await run([...words, '--help'], surroundings);
  return help;
};

/** The commands in a help text, which are indented by two blanks. */
const commandsIn = (help: string): readonly string[] => {
  const [, list = ''] = /\nCommands:\n([\s\S]*?)(\n\n|$)/.exec(help) ?? [];
  return [...list.matchAll(/^ {2}([a-z][a-z-]*)/gm)].flatMap(([, name]) =>
    name === undefined || name === 'help' ? [] : name,
  );
};

const describe = async (words: readonly string[]): Promise<readonly string[]> => {
  const help = await helpOf(words);
  const title = `## ${['talentloop', ...words].join(' ')}`;
  const own = [title, ['```', help.trimEnd(), '```'].join('\n')];
  const below = [];
  for (const name of commandsIn(help)) below.push(...(await describe([...words, name])));
  return [...own, ...below];
};

export const cliPage = async (): Promise<string> =>
  page('The command line', INTRODUCTION, ...(await describe([])));
