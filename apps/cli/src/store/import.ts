import { type FileHandle, open } from 'node:fs/promises';
import {
  type ExportReader,
  type Imported,
  importLog,
  type ImportTarget,
  verifyExport,
} from '@talentloop/log-transfer';
import { followersOf, forgetLog, placeFollowers } from '@talentloop/projections';
import { CannotAnswer, type ExitCode, type Surroundings } from '../surroundings';
import { openLog, type OpenLog } from './open-log';
import type { StoreOptions } from './options';
import { answerErrors, inWords } from './outcomes';
import { transferBar } from './transfer-bar';

/** Imports an export into a service's log. */
export const importStore = (
  surroundings: Surroundings,
  service: string,
  options: StoreOptions,
): Promise<ExitCode> =>
  answerErrors(surroundings, options, async () => {
    const started = performance.now();
    const file = options.file === undefined ? undefined : await open(options.file, 'r');
    try {
      if (file) await verify(surroundings, file);
      const opened = await openLog(surroundings, service, 'to fill');
      try {
        const known = await followersOf(opened.pool, opened.schema);
        const imported = await take(surroundings, targetOf(opened, Object.keys(known)), file);
        return summary(surroundings, service, imported, { options, started });
      } finally {
        await opened.close();
      }
    } finally {
      await file?.close();
    }
  });

const verify = async (surroundings: Surroundings, file: FileHandle): Promise<void> => {
  const { size: total } = await file.stat();
  const bar = transferBar(surroundings, 'checking the file');
  try {
    const input = file.createReadStream({ autoClose: false, start: 0 });
    await verifyExport(input, ({ counts }) =>
      bar.show({ value: counts.bytes, total, events: counts.events }),
    );
  } finally {
    bar.end();
  }
};

/**
 * Processes continue where they were, because the log holds what they have done. Relays continue
 * too if they have run on this database before, beside the same bus. In a new database it is
 * unknown which messages were delivered, so relays send them all again; consumers that have handled
 * them drop them.
 */
const targetOf = (
  { log, service, schema, pool, keys }: OpenLog,
  known: readonly string[],
): ImportTarget => ({
  log,
  service,
  async begin({ after }) {
    // A later part of a log continues what followers have seen. A whole log may have other
    // positions, so followers must begin again.
    if (!after) await forgetLog(pool, schema);
  },
  async erase(subject) {
    await keys.destroy(subject);
  },
  end(followers) {
    const going = [...followers].filter(
      ([name]) => !name.startsWith('relay:') || known.includes(name),
    );
    return placeFollowers(pool, schema, new Map(going));
  },
});

const take = async (
  surroundings: Surroundings,
  target: ImportTarget,
  file: FileHandle | undefined,
): Promise<Imported> => {
  const input = file?.createReadStream({ autoClose: false, start: 0 }) ?? surroundings.input;
  if (!input) throw new CannotAnswer('There is no input: give --file, or pipe an export in.');
  const total = file && (await file.stat()).size;
  const bar = transferBar(surroundings, 'importing');
  const show = ({ counts }: ExportReader): void =>
    bar.show({ value: counts.bytes, total, events: counts.events });
  try {
    return await importLog(target, bytesOf(input), show);
  } finally {
    bar.end();
  }
};

async function* bytesOf(input: NodeJS.ReadableStream): AsyncGenerator<Uint8Array> {
  for await (const chunk of input) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}

const NEXT = `
The next start builds the read models from it; processes continue where they were.
Personal values can be read only with their keys: see docs/how-to/back-up-and-move.md.
Afterwards \`talentloop audit verify\` checks the log.
`;

const summary = (
  { write }: Surroundings,
  service: string,
  { trailer, found, written, head }: Imported,
  { options, started }: { options: StoreOptions; started: number },
): ExitCode => {
  const seconds = (performance.now() - started) / 1_000;
  const { events, erased, claims, sha256 } = trailer;
  const counts = { events, found, written, erased, claims, head, sha256 };
  if (options.json) write(`${JSON.stringify({ service, ...counts, seconds }, null, 2)}\n`);
  else {
    const there = found > 0 ? `, ${found.toLocaleString('en')} of them existed already` : '';
    write(`${inWords(events, seconds)} of ${service} imported${there}.${NEXT}`);
  }
  return 0;
};
