import { RestoreConflict, StoreUnavailable } from '@talentloop/event-sourcing';
import { BadExport, FlawedLog, ImportConflict } from '@talentloop/log-transfer';
import { CannotAnswer, type ExitCode, FINDING, type Surroundings } from '../surroundings';

const AGAIN = 'Run the same command again: it continues where it stopped.';

/** What is wrong with the file or the log, as a sentence. */
const findingOf = (error: unknown): string | undefined => {
  if (error instanceof BadExport) return `The file was altered or cut off: ${error.message}.`;
  if (error instanceof FlawedLog) return `The log was altered: ${error.message}.`;
  if (error instanceof ImportConflict) return `The log holds other events: ${error.message}.`;
  if (error instanceof RestoreConflict)
    return `Another process writes to the log: ${error.message}.`;
  return undefined;
};

/** Whether the error comes from the file system. Its message names the call and the file. */
const isOfFile = (error: unknown): error is { readonly message: string } =>
  typeof error === 'object' && error !== null && 'syscall' in error && 'message' in error;

/** Prints expected errors and returns their exit code; other errors pass through. */
export const answerErrors = async (
  { write, writeError }: Surroundings,
  { json }: { readonly json?: true },
  work: () => Promise<ExitCode>,
): Promise<ExitCode> => {
  try {
    return await work();
  } catch (error) {
    const finding = findingOf(error);
    if (finding !== undefined) {
      if (json) write(`${JSON.stringify({ error: finding }, null, 2)}\n`);
      writeError(`${finding}\n`);
      return FINDING;
    }
    if (error instanceof StoreUnavailable) throw new CannotAnswer(`${error.message}. ${AGAIN}`);
    if (isOfFile(error)) throw new CannotAnswer(error.message);
    throw error;
  }
};

/** `100,000 events in 2.1 s (47,619/s)` */
export const inWords = (events: number, seconds: number): string => {
  const rate = Math.round(events / Math.max(seconds, 0.001)).toLocaleString('en');
  const count = `${events.toLocaleString('en')} event${events === 1 ? '' : 's'}`;
  return `✓ ${count} in ${seconds.toFixed(1)} s (${rate}/s)`;
};
