import { Command, CommanderError } from 'commander';
import { planAggregate } from './aggregate';
import { carryOut } from './carry-out';
import { planContract } from './contract';
import type { Plan } from './plan';
import { planReadModel } from './read-model';
import { Refusal } from './refusal';
import { planService } from './service';

interface In {
  readonly in: string;
  readonly of?: string;
  readonly event?: string;
}

const program = (): Command => {
  const carries = (plan: Plan): Promise<void> => carryOut(plan, root.opts()['scripts'] === true);
  const root = new Command('npm run new --')
    .description('Writes a first version that compiles, passes its specs and is documented.')
    .option('--no-scripts', 'leave out what scripts generate at the end, to make several at once')
    .showSuggestionAfterError(false)
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
  root
    .command('aggregate <name>')
    .description('commands, events, rules, storage and resource of an aggregate')
    .requiredOption('--in <service>', 'the service that owns it')
    .action((name: string, { in: service }: In) => carries(planAggregate(name, service)));
  root
    .command('read-model <name>')
    .description('a list of the resources of an aggregate, with its route')
    .requiredOption('--in <service>', 'the service that owns it')
    .option('--of <aggregate>', 'whose events it follows; else the aggregate of that plural')
    .action((name: string, { in: service, of }: In) => carries(planReadModel(name, service, of)));
  root
    .command('contract <name>')
    .description('what a service tells the others, as appointment.registered')
    .requiredOption('--in <service>', 'the service that says it')
    .option('--of <aggregate>', 'whose event it is; else the first part of the name')
    .option('--event <type>', 'the event that says it; else both parts of the name')
    .action((name: string, { in: service, ...more }: In) =>
      carries(planContract(name, service, more)),
    );
  root
    .command('service <name>')
    .description('a service with one aggregate, its list, and one contract')
    .option('--aggregate <name>', 'its first aggregate; else <name>-entry')
    .action((name: string, { aggregate }: { readonly aggregate?: string }) =>
      carries(planService(name, aggregate)),
    );
  return root;
};

/** Runs the generators. Answers the exit code: 2 when nothing could be made of what was asked. */
export const run = async (words: readonly string[]): Promise<number> => {
  try {
    await program().parseAsync(words, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    if (!(error instanceof Refusal || error instanceof CommanderError)) throw error;
    process.stderr.write(`${error.message.replace(/^error: /, '')}\n`);
    return 2;
  }
};
