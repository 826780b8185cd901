import { type Loaded, sendLoad } from '../load';
import { alternately, type Series } from '../measure';
import { type Product, productFolder } from '../product';
import { atLeast, atMost, type Bench, type Line, resultOf, type Workload } from '../workload';
import { buildWorld, type World } from '../world';

const CONNECTIONS = 64;
const NOTE = { text: 'Called back; the spouse brings the card on Friday. 已回覆，星期五帶卡來。' };

/**
 * Keeps the figures of one load under several names, so that one measurement fills several lines.
 */
const kept = (by: Map<string, number[]>, name: string, { perSecond, p50, p99 }: Loaded): number => {
  const figures = { '/s': perSecond, ' p50': p50, ' p99': p99 };
  for (const [suffix, figure] of Object.entries(figures)) {
    const all = by.get(name + suffix) ?? [];
    by.set(name + suffix, [...all, figure]);
  }
  return perSecond;
};

const loadsOf = ({ url }: Product, { tokens, cases, units }: World, seconds: number) => {
  const { caseworker, 'housing-officer': officer } = tokens;
  const hard = { url, seconds, connections: CONNECTIONS };
  const steady = { url, seconds: seconds * 2, connections: 32, rate: 200 };
  const notes = {
    ...({ method: 'POST', token: caseworker, body: NOTE } as const),
    paths: cases.map((id) => `/cases/${id}/notes`),
  };
  const readCases = {
    ...({ method: 'GET', token: caseworker } as const),
    paths: cases.map((id) => `/cases/${id}`),
  };
  const readUnits = {
    ...({ method: 'GET', token: officer } as const),
    paths: units.map((id) => `/units/${id}`),
  };
  return {
    command: () => sendLoad({ ...hard, ...notes }),
    'command at 200/s': () => sendLoad({ ...steady, ...notes }),
    unit: () => sendLoad({ ...hard, ...readUnits }),
    case: () => sendLoad({ ...hard, ...readCases }),
  };
};

const line = (name: string, title: string, unit: string, ours: string): Line => ({
  name,
  title,
  unit,
  ours,
  peers: [],
});

const LINES: readonly Line[] = [
  {
    ...line('http-command', 'HTTP command, 64 connections', 'requests/s', 'command/s'),
    target: atLeast('≥ 1,500/s', 1_500),
  },
  {
    ...line('http-command-p99', 'HTTP command at 200/s, p99', 'ms', 'command at 200/s p99'),
    target: atMost('≤ 40 ms', 40),
  },
  line('http-command-p50', 'HTTP command at 200/s, p50', 'ms', 'command at 200/s p50'),
  {
    ...line('http-read', 'HTTP read of a unit, 64 connections', 'requests/s', 'unit/s'),
    target: atLeast('≥ 5,000/s', 5_000),
  },
  {
    ...line('http-read-p99', 'HTTP read of a unit, 64 connections, p99', 'ms', 'unit p99'),
    target: atMost('≤ 25 ms', 25),
  },
  {
    ...line('http-read-personal', 'HTTP read of a case, 64 connections', 'requests/s', 'case/s'),
    target: atLeast('≥ 1,500/s', 1_500),
  },
];

const http = async (bench: Bench) => {
  const folder = productFolder();
  const product = await folder.start();
  try {
    const loads = loadsOf(product, await buildWorld(product.url), Math.max(2, bench.seconds * 2));
    const figures = new Map<string, number[]>();
    const contenders = Object.entries(loads).map(([name, send]) => {
      const measure = async (): Promise<number> => kept(figures, name, await send());
      return [name, measure] as const;
    });
    await alternately(Object.fromEntries(contenders), bench);
    // The first figure of each is from the round that does not count.
    const series: Series = new Map([...figures].map(([name, all]) => [name, all.slice(1)]));
    return LINES.map((each) => resultOf(series, each));
  } finally {
    await product.stop();
    folder.remove();
  }
};

export const httpWorkload: Workload = { name: 'http', run: http };
