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
It talks to the installation at $TALENTLOOP_URL, else to the one that runs on
$TALENTLOOP_DATA (default .data), as an auditor, or an operator where something is
changed: by $TALENTLOOP_TOKEN, else by a token of the development issuer. NO_COLOR turns colours off.
Exit codes: 0 fine, 1 something was found, 2 no answer or wrong usage.`;

interface Outcome {
  code: ExitCode;
}

const build = (surroundings: Surroundings, outcome: Outcome): Command => {
  const { write, writeError } = surroundings;
  const program = new Command('talentloop')
    .description('TalentLoop for auditors and operators')
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: writeError })
    .addHelpText('after', AFTERWORD);
  const audit = program.command('audit').description('how anything came to be, and proof of it');
  audit
    .command('replay')
    .description("draw a resource's history: who, when, why, by which rule")
    .argument('<what>', 'a case number, SC-LOOP-2026-000123, or <category>/<id>')
    .option('--at <instant>', 'show the state as recorded then; UTC+8 without a zone')
    .option('--step', 'one event at a time')
    .option(...JSON_OPTION)
    .action(async (what: string, options: ReplayOptions) => {
      outcome.code = await replay(surroundings, what, options);
    });
  audit
    .command('verify')
    .description('recompute every hash and chain, and name the first flaw')
    .option('--category <category>', 'only these: talents, cases, …')
    .option('--id <id>', 'only this one of the category')
    .option(...JSON_OPTION)
    .action(async (options: VerifyOptions) => {
      outcome.code = await verify(surroundings, options);
    });
  program
    .command('demo')
    .description("tell one person's journey, step by step while it happens")
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
