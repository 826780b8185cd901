import { BadExport, ExportReader } from './export-reader';
import type { Line } from './line-formats';
import { readLines } from './read-lines';

/** What was read of an export so far, and the lines that were read together. */
export interface ReadPage {
  readonly reader: ExportReader;
  readonly lines: readonly Line[];
  /** The number of the first of these lines. */
  readonly first: number;
}

/**
 * Yields the lines of an export, each checked before. It reads only as fast as its caller takes
 * lines.
 * @throws BadExport with the number of the first line that is not as it was written.
 */
export async function* readExport(input: AsyncIterable<Uint8Array>): AsyncGenerator<ReadPage> {
  const reader = new ExportReader();
  try {
    for await (const raw of readLines(input)) {
      const lines: Line[] = [];
      const first = reader.counts.lines + 1;
      let flaw: unknown;
      try {
        for (const line of raw) lines.push(reader.take(line));
      } catch (error) {
        flaw = error;
      }
      if (lines.length > 0) yield { reader, lines, first };
      if (flaw !== undefined) throw flaw;
    }
  } catch (error) {
    if (error instanceof RangeError)
      throw new BadExport(`after line ${reader.counts.lines}: ${error.message}`);
    throw error;
  }
  reader.end();
}

/**
 * Reads a whole export to check that it is complete, before anything is done with it.
 * @throws BadExport
 */
export const verifyExport = async (
  input: AsyncIterable<Uint8Array>,
  read: (reader: ExportReader) => void = () => undefined,
): Promise<ExportReader> => {
  let last: ExportReader | undefined;
  for await (const { reader } of readExport(input)) {
    last = reader;
    read(reader);
  }
  if (!last) throw new BadExport('it is empty');
  return last;
};
