/**
 * The milliseconds that some work takes: for a ratio of two, which hardly depends on the machine.
 */
export const takes = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};
