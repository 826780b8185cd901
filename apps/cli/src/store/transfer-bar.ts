import { SingleBar } from 'cli-progress';
import { lengthOf } from '../drawing/moments';
import type { Surroundings } from '../surroundings';

interface Transferred {
  /** How far the transfer is, in bytes or positions. */
  readonly value: number;
  /** Unknown for a pipe. */
  readonly total: number | undefined;
  readonly events: number;
}

/** Shows the progress of a transfer if there is a terminal to show it on. */
export interface TransferBar {
  show(transferred: Transferred): void;
  end(): void;
}

const KNOWN = '{bar} {percentage}%  {events} events  {rate}/s  {left} left  {stage}';
const UNKNOWN = '{events} events  {rate}/s  {stage}';

export const transferBar = (
  { progress, columns }: Pick<Surroundings, 'progress' | 'columns'>,
  stage: string,
): TransferBar => {
  if (!progress) return { show: () => undefined, end: () => undefined };
  const started = performance.now();
  let first: Transferred | undefined;
  let bar: SingleBar | undefined;
  return {
    show(now) {
      const { value, total, events } = now;
      first ??= now;
      const seconds = (performance.now() - started) / 1_000;
      const rate = Math.round((events - first.events) / Math.max(seconds, 0.001));
      const done = (value - first.value) / Math.max((total ?? value) - first.value, 1);
      const left = lengthOf(done > 0 ? (seconds * 1_000 * (1 - done)) / done : 0);
      const counts = { events: events.toLocaleString('en'), rate: rate.toLocaleString('en') };
      bar ??= begun(progress, columns, total);
      bar.update(value, { ...counts, left, stage });
    },
    end() {
      bar?.stop();
    },
  };
};

const begun = (
  stream: NodeJS.WritableStream,
  columns: number,
  total: number | undefined,
): SingleBar => {
  const bar = new SingleBar({
    format: total === undefined ? UNKNOWN : KNOWN,
    stream,
    barsize: Math.max(10, columns - 70),
    barCompleteChar: '█',
    barIncompleteChar: '░',
    // Ctrl-C ends the transfer at once and leaves the terminal as it was.
    gracefulExit: false,
    linewrap: null,
    hideCursor: null,
  });
  bar.start(total ?? 0, 0, { events: '0', rate: '0', left: '', stage: '' });
  return bar;
};
