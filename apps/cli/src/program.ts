import { Command, CommanderError } from 'commander';
import { replay, type ReplayOptions } from './audit/replay';
import { verify, type VerifyOptions } from './audit/verify';
import { demo } from './demo/demo';
import { addReadModels } from './operations/commands';
import { addKafka } from './operations/kafka';
import { addParkedMessages } from './operations/parked-messages';
import { addStore } from './store/commands';
import { CannotAnswer, type ExitCode, FINE, NO_ANSWER, type Surroundings } from './surroundings';

const JSON_OPTION = ['--json', 'print one JSON document'] as const;

const AFTERWORD = `
The command talks to the installation at $TALENTLOOP_URL, or else to the one that runs on
the data folder $TALENTLOOP_DATA (default: .data). It signs in with $TALENTLOOP_TOKEN, or else
with a token of the development issuer: as an operator for commands that change something, as
an auditor for all others. NO_COLOR turns colours off.
Exit codes: 0 no problem; 1 a problem was found; 2 no answer, or wrong usage.`;

interface Outcome {
  code: ExitCode;
}

/** `talentloop audit …` */
const addAudit = (program: Command, surroundings: Surroundings, outcome: Outcome): void => {
  const audit = program
    .command('audit')
    .description('show the history of a resource, and verify that no event was altered');
  audit
    .command('replay')
    .description("draw a resource's history: who did what, when, why and by which rule")
    .argument('<what>', 'a case number such as SC-LOOP-2026-000123, or <category>/<id>')
    .option(
      '--at <instant>',
      'also show the state as recorded at this instant (without a time zone: UTC+8)',
    )
    .option('--step', 'stop after each event')
    .option(...JSON_OPTION)
    .action(async (what: string, options: ReplayOptions) => {
      outcome.code = await replay(surroundings, what, options);
    });
  audit
    .command('verify')
    .description('compute every hash and chain again, and name the first flaw')
    .option('--category <category>', 'verify only this category: talents, cases, …')
    .option('--id <id>', 'verify only this resource of the category')
    .option(...JSON_OPTION)
    .action(async (options: VerifyOptions) => {
      outcome.code = await verify(surroundings, options);
    });
};

const build = (surroundings: Surroundings, outcome: Outcome): Command => {
  const { write, writeError } = surroundings;
  const program = new Command('talentloop')
    .description('TalentLoop for auditors and operators')
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: writeError })
    .addHelpText('after', AFTERWORD);
  addAudit(program, surroundings, outcome);
  program
    .command('demo')
    .description("run one person's journey and print each step as it happens")
    .option(...JSON_OPTION)
    .action(async (options: { json?: true }) => {
      outcome.code = await demo(surroundings, options);
    });
  addReadModels(program, surroundings, outcome);
  addParkedMessages(program, surroundings, outcome);
  addKafka(program, surroundings, outcome);
  addStore(program, surroundings, outcome);
  return program;
};

/** Runs the arguments of a command line and returns its exit code. */
export const run = async (
  args: readonly string[],
  surroundings: Surroundings,
): Promise<ExitCode> => {
  const outcome: Outcome = { code: FINE };
  try {
    await build(surroundings, outcome).parseAsync([...args], { from: 'user' });
    return outcome.code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? FINE : NO_ANSWER;
    if (!(error instanceof CannotAnswer)) throw error;
    if (args.includes('--json')) {
      surroundings.write(`${JSON.stringify({ error: error.message }, null, 2)}\n`);
    }
    surroundings.writeError(`${error.message}\n`);
    return NO_ANSWER;
  }
};
