import type { Command } from 'commander';
import type { ExitCode, Surroundings } from '../surroundings';
import { readModels } from './read-models';
import { accept, cancel, rebuild, type RebuildOptions, rollBack } from './rebuild';

const JSON_OPTION = ['--json', 'print one JSON document'] as const;

const DECISIONS = [
  ['cancel', 'cancel a rebuild; the live rows stay', cancel],
  ['accept', 'switch a held rebuild, although rows differ', accept],
  ['rollback', 'go back to the rows that were live before the last switch', rollBack],
] as const;

/** The commands by which an operator decides about a rebuild. */
const addDecisions = (
  group: Command,
  surroundings: Surroundings,
  outcome: { code: ExitCode },
): void => {
  for (const [word, description, act] of DECISIONS) {
    group
      .command(word)
      .description(description)
      .argument('<name>', 'name of the read model')
      .option(...JSON_OPTION)
      .action(async (name: string, _: unknown, command: Command) => {
        outcome.code = await act(surroundings, name, command.optsWithGlobals<RebuildOptions>());
      });
  }
};

/** `talentloop read-models …` */
export const addReadModels = (
  program: Command,
  surroundings: Surroundings,
  outcome: { code: ExitCode },
): void => {
  const group = program
    .command('read-models')
    .description('list the read models, their positions and their states')
    .option(...JSON_OPTION)
    .action(async (options: { json?: true }) => {
      outcome.code = await readModels(surroundings, options);
    });
  group
    .command('rebuild')
    .description(
      'rebuild read models from the log beside the live tables, and switch if all rows are equal',
    )
    .argument('[name...]', 'names of read models; several share one pass over the log')
    .option('--all', 'rebuild every read model')
    .option('--accept-differences', 'switch even if rows differ')
    .option('--no-wait', 'request the rebuild and do not wait for it')
    .option(...JSON_OPTION)
    .action(async (names: readonly string[], _: unknown, command: Command) => {
      outcome.code = await rebuild(surroundings, names, command.optsWithGlobals<RebuildOptions>());
    });
  addDecisions(group, surroundings, outcome);
};
