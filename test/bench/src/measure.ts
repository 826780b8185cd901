/** Measures one contender in one round. */
export type Figure = () => Promise<number>;

/** The figures of the rounds, by contender, in the order of measurement. */
export type Series = ReadonlyMap<string, readonly number[]>;

export const median = (figures: readonly number[]): number => {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
};

export const percentile = (figures: readonly number[], share: number): number => {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

/**
 * Measures every contender in turn, round after round, so that other work on the machine affects
 * all of them alike. Each is run once before, without measuring. The order of the contenders
 * changes from round to round.
 */
export const alternately = async (
  contenders: Readonly<Record<string, Figure>>,
  { rounds }: { readonly rounds: number },
): Promise<Series> => {
  const names = Object.keys(contenders);
  const series = new Map<string, number[]>(names.map((name) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    const first = Math.max(0, round) % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const figure = await contenders[name]?.();
      if (round >= 0 && figure !== undefined) series.get(name)?.push(figure);
    }
  }
  return series;
};
