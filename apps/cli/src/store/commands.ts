import { serviceNames } from '@talentloop/service-catalogue';
import type { Command } from 'commander';
import type { ExitCode, Surroundings } from '../surroundings';
import { exportStore } from './export';
import { importStore } from './import';
import type { StoreOptions } from './options';

const SERVICES = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(serviceNames);
const FILE = '--file <file>';
const JSON_OPTION = ['--json', 'print the result as one JSON document'] as const;

const AFTERWORD = `
The command opens the log itself, and not over HTTP: in PostgreSQL at $DATABASE_URL, or else in
the database of what runs on $TALENTLOOP_DATA, or else in the bundled PostgreSQL there, which it
starts and stops. With EVENT_STORE=kurrentdb the log is at $EVENTSTORE_CONNECTION_STRING. Personal
values in an export are sealed, as in the log; an export never contains keys. See
docs/how-to/back-up-and-move.md.
Exit codes: 0 done; 1 the log or the file was altered, or the log holds other events; 2 the
command could not do its work.`;

/** `talentloop store …` */
export const addStore = (
  program: Command,
  surroundings: Surroundings,
  outcome: { code: ExitCode },
): void => {
  const group = program
    .command('store')
    .description("export a service's log to a file, and import it");
  group
    .command('export')
    .description('write the log as newline-delimited JSON and check every hash and chain')
    .argument('<service>', SERVICES)
    .option(FILE, 'write to this file, after the events that it already holds (default: stdout)')
    .option('--after <position>', 'export only the events after this position')
    .option(...JSON_OPTION)
    .addHelpText('after', AFTERWORD)
    .action(async (service: string, options: StoreOptions) => {
      outcome.code = await exportStore(surroundings, service, options);
    });
  group
    .command('import')
    .description('import an export into an empty log, or continue an import that ended early')
    .argument('<service>', SERVICES)
    .option(FILE, 'read this file and check all of it before writing anything (default: stdin)')
    .option(...JSON_OPTION)
    .addHelpText('after', AFTERWORD)
    .action(async (service: string, options: StoreOptions) => {
      outcome.code = await importStore(surroundings, service, options);
    });
};
