import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { systemClock } from '@talentloop/event-sourcing';
import {
  AlreadyWhole,
  anchorOf,
  type ExportedLog,
  headerOf,
  LogExport,
  resumeFile,
} from '@talentloop/log-transfer';
import { followersOf } from '@talentloop/projections';
import { CannotAnswer, type ExitCode, type Surroundings } from '../surroundings';
import { openLog, type OpenLog } from './open-log';
import type { StoreOptions } from './options';
import { answerErrors, inWords } from './outcomes';
import { type TransferBar, transferBar } from './transfer-bar';

/** Writes a service's log to a file, or to stdout. */
export const exportStore = (
  surroundings: Surroundings,
  service: string,
  options: StoreOptions,
): Promise<ExitCode> =>
  answerErrors(surroundings, options, async () => {
    const after = positionOf(options.after);
    const opened = await openLog(surroundings, service, 'to read');
    try {
      const started = performance.now();
      const target = await targetOf(surroundings, options);
      try {
        const exporting = await begin(opened, target, after);
        await write(surroundings, exporting, target);
        return summary(surroundings, opened, exporting, { options, started });
      } finally {
        await target.close();
      }
    } finally {
      await opened.close();
    }
  });

/** Where the export writes. It writes as fast as this accepts data. */
interface Target {
  readonly file?: FileHandle;
  write(chunks: AsyncIterable<Buffer>): Promise<void>;
  close(): Promise<void>;
}

const positionOf = (asked: string | undefined): number => {
  if (asked === undefined) return 0;
  const position = Number(asked);
  if (/^\d+$/.test(asked) && Number.isSafeInteger(position)) return position;
  throw new CannotAnswer(`${asked} is not a position.`);
};

const targetOf = async (
  { output }: Surroundings,
  { file: name }: StoreOptions,
): Promise<Target> => {
  if (name === undefined) {
    if (!output) throw new CannotAnswer('There is no output: give --file.');
    return {
      write: (chunks) => pipeline(chunks, output, { end: false }),
      close: () => Promise.resolve(),
    };
  }
  // The file shows who did what, although no personal values, so only its owner may read it.
  const file = await open(name, 'a+', 0o600);
  return {
    file,
    async write(chunks) {
      for await (const chunk of chunks) await file.appendFile(chunk);
      await file.sync();
    },
    close: () => file.close(),
  };
};

const begin = async (
  { service, schema, log, gapless, pool, keys }: OpenLog,
  { file }: Target,
  after: number,
): Promise<LogExport> => {
  const followers = await followersOf(pool, schema);
  const erased = (await keys.tombstones()).map(({ subject }) => subject);
  const exported: ExportedLog = { log, service, gapless, followers, erased };
  const begun = file && (await resumed(file, exported));
  if (begun) {
    if (begun.header.service !== service || (begun.header.after?.position ?? 0) !== after)
      throw new CannotAnswer('The file holds a part of another export. Use another file.');
    return new LogExport(exported, begun);
  }
  const anchor = after > 0 ? await log.at(after) : undefined;
  if (after > 0 && !anchor) throw new CannotAnswer(`There is no event at position ${after}.`);
  return new LogExport(exported, headerOf(exported, systemClock.now(), anchor && anchorOf(anchor)));
};

const resumed = async (file: FileHandle, { log }: ExportedLog) => {
  try {
    return (await file.stat()).size > 0 ? await resumeFile(file, log) : undefined;
  } catch (error) {
    if (!(error instanceof AlreadyWhole)) throw error;
    throw new CannotAnswer(
      'The file holds a complete export. Use another file, with --after for later events.',
    );
  }
};

const write = async (
  surroundings: Surroundings,
  exporting: LogExport,
  target: Target,
): Promise<void> => {
  const bar = transferBar(surroundings, 'exporting');
  try {
    await target.write(watched(exporting, bar));
  } finally {
    bar.end();
  }
};

async function* watched(exporting: LogExport, bar: TransferBar): AsyncGenerator<Buffer> {
  for await (const chunk of exporting.chunks()) {
    yield chunk;
    const { position: value, head: total, events } = exporting;
    bar.show({ value, total, events });
  }
}

const summary = (
  { write: say, writeError }: Surroundings,
  { service }: OpenLog,
  { trailer }: LogExport,
  { options, started }: { options: StoreOptions; started: number },
): ExitCode => {
  if (!trailer) throw new CannotAnswer('The export was not completed.');
  const seconds = (performance.now() - started) / 1_000;
  const { file, json } = options;
  const tell = file === undefined ? writeError : say;
  if (json) tell(`${JSON.stringify({ service, file, ...trailer, seconds }, null, 2)}\n`);
  else {
    const where = `up to position ${trailer.last.toLocaleString('en')}`;
    tell(`${inWords(trailer.events, seconds)} of ${service} exported, ${where}.\n`);
  }
  return 0;
};
