import { median, type Series } from './measure';
import type { BenchServer } from './server';

export interface Bench {
  readonly server: BenchServer;
  readonly rounds: number;
  /** Of one contender in one round, where the workload lasts by time. */
  readonly seconds: number;
  /** Of the long log, in `growth`. */
  readonly events: number;
  progress(line: string): void;
}

/** What must be reached, in the words of the design, and whether it was. */
export interface Target {
  readonly says: string;
  readonly met: boolean;
}

/** One line of the table. */
export interface Result {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly ours: number;
  readonly peers: Readonly<Record<string, number>>;
  /** How many times better ours is than the best peer; absent without a peer. */
  readonly ratio?: number;
  /** The same for each peer. */
  readonly ratios: Readonly<Record<string, number>>;
  readonly target?: Target;
}

export interface Workload {
  readonly name: string;
  /** Takes long, or much of the disk: left out of a run of all. */
  readonly onlyWhenNamed?: true;
  run(bench: Bench): Promise<readonly Result[]>;
}

export interface Line {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly less?: true;
  /** Whose figures are shown and not divided. */
  readonly undivided?: true;
  readonly ours: string;
  readonly peers: readonly string[];
  readonly target?: (line: Omit<Result, 'target'>) => Target;
}

/** A line of the table from a series: medians, and the medians of the rounds' ratios. */
export const resultOf = (
  series: Series,
  { name, title, unit, less, undivided, ours, peers, target }: Line,
): Result => {
  const figures = series.get(ours) ?? [];
  const ratios = Object.fromEntries(
    (undivided ? [] : peers).map((peer) => {
      const others = series.get(peer) ?? [];
      const each = figures.map((figure, i) => {
        const other = others[i] ?? Number.NaN;
        return less ? other / figure : figure / other;
      });
      return [peer, median(each)];
    }),
  );
  const best = Math.min(...Object.values(ratios));
  const line = {
    name,
    title,
    unit,
    ours: median(figures),
    ratios,
    peers: Object.fromEntries(peers.map((peer) => [peer, median(series.get(peer) ?? [])])),
    ...(Number.isFinite(best) && { ratio: best }),
  };
  return { ...line, ...(target && { target: target(line) }) };
};

/** `ours` is at least so many times the peer's. */
export const times = (says: string, wanted: Readonly<Record<string, number>>) =>
  function judge({ ratios }: Pick<Result, 'ratios'>): Target {
    const met = Object.entries(wanted).every(([peer, least]) => (ratios[peer] ?? 0) >= least);
    return { says, met };
  };

export const atLeast =
  (says: string, least: number) =>
  ({ ours }: Pick<Result, 'ours'>): Target => ({ says, met: ours >= least });

export const atMost =
  (says: string, most: number) =>
  ({ ours }: Pick<Result, 'ours'>): Target => ({ says, met: ours <= most });
