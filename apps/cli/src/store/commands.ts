import { serviceNames } from '@talentloop/service-catalogue';
import type { Command } from 'commander';
import type { ExitCode, Surroundings } from '../surroundings';
import { exportStore } from './export';
import { importStore } from './import';
import type { StoreOptions } from './options';

const SERVICES = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(serviceNames);
const FILE = '--file <file>';
const JSON_OPTION = ['--json', 'say at the end what was done, as one JSON document'] as const;

const AFTERWORD = `
It opens the log itself: in PostgreSQL at $DATABASE_URL, else at what runs on $TALENTLOOP_DATA,
else in the bundled one there, which it starts and stops; or by EVENT_STORE=kurrentdb where
$EVENTSTORE_CONNECTION_STRING says. Personal values are in an export as they rest, sealed; keys
are never in it. See docs/how-to/back-up-and-move.md.
Exit codes: 0 done; 1 the log or the file is not what was written, or the log holds other
events; 2 it could not be done.`;

/** `talentloop store …` */
export const addStore = (
  program: Command,
  surroundings: Surroundings,
  outcome: { code: ExitCode },
): void => {
  const group = program.command('store').description("a service's log into a file, and back");
  group
    .command('export')
    .description('write the log as newline-delimited JSON, each hash and chain checked')
    .argument('<service>', SERVICES)
    .option(FILE, 'into this file, after the events that are in it already; else to stdout')
    .option('--after <position>', 'only what comes after the event at that position')
    .option(...JSON_OPTION)
    .addHelpText('after', AFTERWORD)
    .action(async (service: string, options: StoreOptions) => {
      outcome.code = await exportStore(surroundings, service, options);
    });
  group
    .command('import')
    .description('take an export into an empty log, or go on with an import that ended early')
    .argument('<service>', 'whose log it is')
    .option(FILE, 'from this file, which is checked whole before anything is written; else stdin')
    .option(...JSON_OPTION)
    .addHelpText('after', AFTERWORD)
    .action(async (service: string, options: StoreOptions) => {
      outcome.code = await importStore(surroundings, service, options);
    });
};
