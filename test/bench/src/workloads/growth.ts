import { Decisions, systemClock } from '@talentloop/event-sourcing';
import { serviceCase } from '../../../../apps/service-centre/src/domain/service-case/service-case';
import { EVENTS_PER_CASE } from '../case-script';
import { followedBy, followToEnd, goBack } from '../growth/follower';
import { LONG_CASE } from '../growth/history';
import { fillLog, type LongLog, settle } from '../growth/long-log';
import { CasePages, PAGES } from '../growth/pages';
import { alternately } from '../measure';
import { type Bench, type Line, type Result, resultOf, type Workload } from '../workload';
import { rate as appendRate } from './append';

/**
 * The length of the log with which the long log is compared. It is also how many events at the end
 * of each log are projected.
 */
const SHORT = 100_000;

const at = (events: number): string => `at ${events.toLocaleString('en')}`;

const WITHIN = 'within 20 %';
const within = ({ ratio = 0 }: Pick<Result, 'ratio'>) => ({ says: WITHIN, met: ratio >= 0.8 });

const HALFWAY = 'half-way';

type Compared = Pick<Line, 'name' | 'title' | 'unit'>;

/** Measures both logs in turn. */
const both = async (
  bench: Bench,
  logs: readonly [LongLog, LongLog],
  { line, figure }: { line: Compared; figure: (log: LongLog) => Promise<number> },
): Promise<Result> => {
  bench.progress(`  ${line.name} …`);
  const [long, short] = logs;
  const series = await alternately(
    { [at(long.events)]: () => figure(long), [at(short.events)]: () => figure(short) },
    bench,
  );
  return resultOf(series, {
    ...line,
    ours: at(long.events),
    peers: [at(short.events)],
    target: within,
  });
};

/**
 * Loads cases from anywhere in the log, one after another and without a cache. Returns loads per
 * second.
 */
const loads = async (
  { ours: { store, codecs } }: LongLog,
  { ids, events, seconds }: { ids: readonly string[]; events: number; seconds: number },
): Promise<number> => {
  const begun = performance.now();
  const until = begun + seconds * 1_000;
  let loaded = 0;
  while (performance.now() < until) {
    const id = ids[Math.floor(Math.random() * ids.length)] ?? '';
    const decisions = new Decisions({ store, codecs, clock: systemClock });
    const found = (await decisions.load(serviceCase, id))?.revision ?? -1;
    if (found + 1 !== events) throw new Error(`${found + 1} events of ${events} in case ${id}`);
    loaded += 1;
  }
  return (loaded / (performance.now() - begun)) * 1_000;
};

/** Lets a process of its own follow each log from its beginning, which builds its list of cases. */
const followed = async (bench: Bench, logs: readonly [LongLog, LongLog]) => {
  const series = new Map<string, number[]>();
  for (const log of logs) {
    bench.progress(`  a follower from the beginning, ${at(log.events)} …`);
    const { perSecond, peakMb, peakHalfwayMb } = await followedBy(log.connectionString);
    await settle(log, 'cases');
    series.set(`rate ${at(log.events)}`, [perSecond]);
    series.set(`peak ${at(log.events)}`, [peakMb]);
    if (log.events === bench.events) series.set(HALFWAY, [peakHalfwayMb]);
  }
  const [long = '', short = ''] = logs.map(({ events }) => at(events));
  return [
    resultOf(series, {
      name: 'growth-backlog',
      unit: 'events/s',
      ours: `rate ${long}`,
      title: 'The list of cases from an empty table to the end of the log, by a process of its own',
      peers: [`rate ${short}`],
      target: within,
    }),
    resultOf(series, {
      name: 'growth-memory',
      unit: 'MB',
      less: true,
      ours: `peak ${long}`,
      title: 'The most memory (RSS) that this process held',
      peers: [HALFWAY, `peak ${short}`],
      target: ({ ratios }) => ({
        says: 'within 20 % of half-way',
        met: (ratios[HALFWAY] ?? 0) >= 0.8,
      }),
    }),
  ];
};

const pages = async (bench: Bench, [long, short]: readonly [LongLog, LongLog]) => {
  bench.progress('  growth-pages …');
  const before = new CasePages(short.ours);
  const list = new CasePages(long.ours);
  const places = [...(await list.places())];
  const first = `page 1 ${at(short.events)}`;
  const names = places.map(([page]) => `page ${page}`);
  const figure = ([page, from]: (typeof places)[number]) =>
    [`page ${page}`, () => list.ms(from, PAGES)] as const;
  const deep = Object.fromEntries(places.map(figure));
  const series = await alternately({ ...deep, [first]: () => before.ms(undefined, PAGES) }, bench);
  return resultOf(series, {
    name: 'growth-pages',
    unit: 'ms',
    less: true,
    ours: names.at(-1) ?? '',
    title: `A page of 25 of the list of cases, deep in it, ${at(long.events)} events`,
    peers: [...names.slice(0, -1), first],
    target: within,
  });
};

const measured = async (bench: Bench, logs: readonly [LongLog, LongLog]) => {
  const { seconds } = bench;
  const results = await followed(bench, logs);
  const compare = async (line: Compared, figure: (log: LongLog) => Promise<number>) =>
    results.push(await both(bench, logs, { line, figure }));
  const title = `The last ${SHORT.toLocaleString('en')} events into a list that holds all cases`;
  await compare(
    { name: 'growth-projection', title, unit: 'events/s' },
    async ({ ours, connectionString }) => {
      const after = await goBack(ours, SHORT);
      const { perSecond } = await followToEnd(ours, { connectionString, after });
      return perSecond;
    },
  );
  const unit = 'loads/s';
  await compare({ name: 'growth-load-16', title: 'Load a case of 16 events, cold', unit }, (log) =>
    loads(log, { ids: log.cases.short, events: EVENTS_PER_CASE, seconds }),
  );
  await compare({ name: 'growth-load', title: 'Load a case of 1,000 events, cold', unit }, (log) =>
    loads(log, { ids: log.cases.long, events: LONG_CASE, seconds }),
  );
  results.push(await pages(bench, logs));
  // This comes last, because it makes both logs longer.
  await compare(
    { name: 'growth-append', title: 'Append, 32 writers, to a log that is long', unit: 'events/s' },
    ({ ours }) => appendRate(ours, { writers: 32, seconds }),
  );
  return results;
};

const growth = async (bench: Bench): Promise<readonly Result[]> => {
  if (!(bench.events >= SHORT))
    throw new RangeError(`a log that is compared with ${SHORT} events is no shorter: --events`);
  const logs: LongLog[] = [];
  try {
    const short = await fillLog(bench, SHORT);
    logs.push(short);
    const long = await fillLog(bench, bench.events);
    logs.push(long);
    return await measured(bench, [long, short]);
  } finally {
    for (const { ours } of logs) await ours.close();
  }
};

export const growthWorkload: Workload = { name: 'growth', onlyWhenNamed: true, run: growth };
