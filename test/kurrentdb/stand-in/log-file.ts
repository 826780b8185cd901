import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import type { LogRecord } from './log';

interface Line extends Omit<LogRecord, 'data' | 'metadata'> {
  readonly data: string;
  readonly metadata: string;
}

/**
 * Keeps the log on disk: one line per append, which is on disk before any caller gets an answer.
 */
export class LogFile {
  private readonly file: number;

  constructor(path: string, recovered: (records: readonly LogRecord[]) => void) {
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    // A kill may have cut the last line. No caller had an answer for it.
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    for (const line of whole.split('\n')) if (line) recovered(recordsOf(line));
    this.file = openSync(path, 'a');
    ftruncateSync(this.file, Buffer.byteLength(whole));
  }

  write(records: readonly LogRecord[]): void {
    writeSync(this.file, `${JSON.stringify(records.map(lineOf))}\n`);
    fsyncSync(this.file);
  }

  close(): void {
    closeSync(this.file);
  }
}

const lineOf = ({ data, metadata, ...record }: LogRecord): Line => ({
  ...record,
  data: Buffer.from(data).toString('base64'),
  metadata: Buffer.from(metadata).toString('base64'),
});

const recordsOf = (line: string): readonly LogRecord[] =>
  (JSON.parse(line) as readonly Line[]).map(({ data, metadata, ...record }) => ({
    ...record,
    data: Buffer.from(data, 'base64'),
    metadata: Buffer.from(metadata, 'base64'),
  }));
