import type { Command } from 'commander';
import type { ExitCode, Surroundings } from '../surroundings';
import { readModels } from './read-models';
import { accept, cancel, rebuild, type RebuildOptions, rollBack } from './rebuild';

const JSON_OPTION = ['--json', 'print one JSON document'] as const;

/** `talentloop read-models …` */
export const addReadModels = (
  program: Command,
  surroundings: Surroundings,
  outcome: { code: ExitCode },
): void => {
  const group = program
    .command('read-models')
    .description('what the read models are at, and which has stopped')
    .option(...JSON_OPTION)
    .action(async (options: { json?: true }) => {
      outcome.code = await readModels(surroundings, options);
    });
  group
    .command('rebuild')
    .description('make them again from the log, beside what is served, and switch if all is equal')
    .argument('[name...]', 'their names; several share one pass over the log')
    .option('--all', 'every read model there is, instead of names')
    .option('--accept-differences', 'switch though rows are not as the log says')
    .option('--no-wait', 'ask, and do not stay to see')
    .option(...JSON_OPTION)
    .action(async (names: readonly string[], _: unknown, command: Command) => {
      outcome.code = await rebuild(surroundings, names, command.optsWithGlobals<RebuildOptions>());
    });
  const about = [
    ['cancel', 'call a rebuild off; what is served stays', cancel],
    ['accept', 'switch one that is held, though rows are not as the log says', accept],
    ['rollback', 'put what was served before the last switch in place again', rollBack],
  ] as const;
  for (const [word, description, act] of about) {
    group
      .command(word)
      .description(description)
      .argument('<name>', 'of the read model')
      .option(...JSON_OPTION)
      .action(async (name: string, _: unknown, command: Command) => {
        outcome.code = await act(surroundings, name, command.optsWithGlobals<RebuildOptions>());
      });
  }
};
