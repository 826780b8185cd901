import type { Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { hashOf, type MovableLog } from '@talentloop/event-sourcing';
import type { Begun } from './export-log';
import { BadExport, ExportReader } from './export-reader';
import { readLines } from './read-lines';

/** The file is complete already. */
export class AlreadyWhole extends Error {
  override readonly name = 'AlreadyWhole';
}

interface Mark {
  readonly bytes: number;
  readonly digest: Hash;
}

/**
 * Reads an export that was cut off, and cuts its file back to the last complete event. Undefined if
 * not even the first line is complete.
 * @throws AlreadyWhole; BadExport for a file that is not the beginning of an export of this log.
 */
export const resumeFile = async (file: FileHandle, log: MovableLog): Promise<Begun | undefined> => {
  const reader = new ExportReader();
  const mark = await readEvents(file, reader);
  const { header, lastEvent, check, counts } = reader;
  if (!header || !mark) {
    await file.truncate(0);
    return undefined;
  }
  const there = lastEvent && (await log.at(lastEvent.position));
  if (lastEvent && (!there || there.id !== lastEvent.id || hashOf(there) !== lastEvent.hash))
    throw new BadExport(`position ${lastEvent.position} of the log holds another event`);
  await file.truncate(mark.bytes);
  const last = lastEvent?.position ?? header.after?.position ?? 0;
  return { header, check, digest: mark.digest, events: counts.events, last };
};

/** Reads up to the last complete event. The export writes again what comes after the events. */
const readEvents = async (file: FileHandle, reader: ExportReader): Promise<Mark | undefined> => {
  let mark: Mark | undefined;
  const input = file.createReadStream({ autoClose: false, start: 0 });
  for await (const lines of readLines(input)) {
    for (const line of lines) {
      if (!line.isWhole) return mark;
      const { kind } = reader.take(line);
      if (kind === 'trailer') throw new AlreadyWhole('it is complete already');
      if (kind === 'header' || kind === 'event')
        mark = { bytes: reader.counts.bytes, digest: reader.digest.copy() };
    }
  }
  return mark;
};
