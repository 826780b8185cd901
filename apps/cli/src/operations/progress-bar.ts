import { SingleBar } from 'cli-progress';
import { lengthOf } from '../drawing/moments';
import type { Surroundings } from '../surroundings';
import type { RebuildItem } from './rebuild-answers';

/** Shows progress if there is a terminal to show it on. */
export interface ProgressBar {
  show(items: readonly RebuildItem[]): void;
  end(): void;
}

const FORMAT = '{bar} {percentage}%  {value} of {total}  {rate}/s  {left}  {state}';

const sumOf = (items: readonly RebuildItem[], of: (item: RebuildItem) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);

const stateOf = (items: readonly RebuildItem[]): string =>
  [...new Set(items.map(({ state }) => state))].join(', ');

/** Several rebuilds have one bar, because they share one pass over the log. */
export const progressBar = ({ progress, columns }: Surroundings): ProgressBar => {
  if (!progress) return { show: () => undefined, end: () => undefined };
  const bar = new SingleBar({
    format: FORMAT,
    stream: progress,
    barsize: Math.max(10, columns - 60),
    barCompleteChar: '█',
    barIncompleteChar: '░',
    // Ctrl-C ends only the display, at once, and leaves the terminal as it was. The rebuild
    // continues.
    gracefulExit: false,
    linewrap: null,
    hideCursor: null,
    formatValue: (value, _, type) =>
      type === 'value' || type === 'total' ? value.toLocaleString('en') : String(value),
  });
  let started = false;
  return {
    show(items) {
      const [done, total] = [sumOf(items, (it) => it.done), sumOf(items, (it) => it.total)];
      const eta = Math.max(0, ...items.map((it) => it.eta ?? 0));
      const rate = sumOf(items, (it) => it.eventsPerSecond).toLocaleString('en');
      const tokens = { rate, left: `${lengthOf(eta * 1_000)} left`, state: stateOf(items) };
      if (!started) bar.start(total, done, tokens);
      started = true;
      bar.setTotal(total);
      bar.update(done, tokens);
    },
    end() {
      if (started) bar.stop();
    },
  };
};
