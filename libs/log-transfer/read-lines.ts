/** Longer than the longest event in which every character is escaped. */
const LINE_BYTES_MAX = 32 * 1_048_576;

const LINE_FEED = 10;

/** A line with its line feed, and whether it has one. Only the last line may lack it. */
export interface RawLine {
  readonly bytes: Buffer;
  readonly isWhole: boolean;
}

/** @throws RangeError for a line longer than any line of an export. */
export async function* readLines(
  input: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly RawLine[]> {
  let rest: Buffer = Buffer.of();
  for await (const chunk of input) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : asBuffer(chunk);
    const lines: RawLine[] = [];
    let from = 0;
    // The rest of the chunk before contains no line feed.
    let end = bytes.indexOf(LINE_FEED, rest.length);
    for (; end >= 0; end = bytes.indexOf(LINE_FEED, from)) {
      lines.push({ bytes: bytes.subarray(from, end + 1), isWhole: true });
      from = end + 1;
    }
    rest = bytes.subarray(from);
    if (rest.length > LINE_BYTES_MAX) throw new RangeError(`longer than ${LINE_BYTES_MAX} bytes`);
    if (lines.length > 0) yield lines;
  }
  if (rest.length > 0) yield [{ bytes: rest, isWhole: false }];
}

const asBuffer = (chunk: Uint8Array): Buffer =>
  Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
