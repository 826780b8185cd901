import { alternately } from '../measure';
import { productFolder } from '../product';
import { atMost, type Bench, resultOf, type Workload } from '../workload';

/**
 * Starts on an empty folder, and again on the same folder. Returns seconds until the URL is
 * printed.
 */
const start = async (bench: Bench) => {
  const warm: number[] = [];
  const measure = async (): Promise<number> => {
    const folder = productFolder();
    try {
      const first = await folder.start();
      await first.stop();
      const second = await folder.start();
      await second.stop();
      warm.push(second.startedMs / 1_000);
      return first.startedMs / 1_000;
    } finally {
      folder.remove();
    }
  };
  const series = await alternately({ cold: measure }, bench);
  const unit = 's';
  return [
    resultOf(series, {
      name: 'start-cold',
      title: 'Start on an empty folder, until the URL is printed',
      unit,
      ours: 'cold',
      peers: [],
      target: atMost('≤ 10 s', 10),
    }),
    resultOf(new Map([['warm', warm.slice(1)]]), {
      name: 'start-warm',
      title: 'Start again on the same folder',
      unit,
      ours: 'warm',
      peers: [],
      target: atMost('≤ 3 s', 3),
    }),
  ];
};

export const startWorkload: Workload = { name: 'start', run: start };
