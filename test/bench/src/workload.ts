import { median, type Series } from './measure';
import type { BenchServer } from './server';

export interface Bench {
  readonly server: BenchServer;
  readonly rounds: number;
  /** The length of one round of one contender, if the workload has a duration. */
  readonly seconds: number;
  /** The length of the long log in `growth`. */
  readonly events: number;
  progress(line: string): void;
}

/** A target in the words of the design, and whether the figures reach it. */
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
  /** How many times better our figure is than the best peer's; absent without a peer. */
  readonly ratio?: number;
  /** The same for each peer. */
  readonly ratios: Readonly<Record<string, number>>;
  readonly target?: Target;
}

export interface Workload {
  readonly name: string;
  /** The workload takes long or much disk space, so a run of all workloads leaves it out. */
  readonly onlyWhenNamed?: true;
  run(bench: Bench): Promise<readonly Result[]>;
}

export interface Line {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly less?: true;
  /** Contenders whose figures are shown without a ratio. */
  readonly undivided?: true;
  readonly ours: string;
  readonly peers: readonly string[];
  readonly target?: (line: Omit<Result, 'target'>) => Target;
}

/** A line of the table from the figures: medians, and the medians of the rounds' ratios. */
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

/** Whether our figure is at least a given multiple of each peer's. */
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
