import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Machine } from './machine';
import type { Result } from './workload';

export interface Report {
  readonly machine: Machine;
  readonly workloads: readonly Result[];
}

const figure = (value: number): string =>
  value >= 100
    ? Math.round(value).toLocaleString('en')
    : value.toLocaleString('en', { maximumSignificantDigits: 3 });

const times = (ratio: number): string => `${figure(ratio)} ×`;

const beside = (ratio: number | undefined): string =>
  ratio === undefined ? '' : ` (${times(ratio)})`;

const verdict = ({ target }: Result): string =>
  target ? `${target.says}: ${target.met ? 'met' : 'missed'}` : '';

/** The table for a terminal. */
export const printed = ({ workloads }: Report): string =>
  workloads
    .map((result) => {
      const { title, unit, ours, peers, ratios } = result;
      const head = `${title}\n  ours ${figure(ours)} ${unit}   ${verdict(result)}\n`;
      const lines = Object.entries(peers).map(
        ([peer, value]) => `  ${peer} ${figure(value)}${beside(ratios[peer])}\n`,
      );
      return head + lines.join('');
    })
    .join('');

const REFERENCE = path.resolve(__dirname, '../../../docs/reference');

const rowOf = (result: Result): string => {
  const { title, unit, ours, peers, ratios } = result;
  const others = Object.entries(peers).map(
    ([peer, value]) => `${peer} ${figure(value)}${beside(ratios[peer])}`,
  );
  return `| ${title} | ${figure(ours)} ${unit} | ${others.join('<br>')} | ${verdict(result)} |`;
};

const pageOf = ({ machine, workloads }: Report): string => {
  const { processor, cores, memoryGb, node, postgres, fsyncMs, versions, measuredAt } = machine;
  const used = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `# Performance, beside other event stores

\`npm run bench\` writes this page; \`performance.json\` has the figures as JSON.
[test/bench](../../test/bench/README.md) describes what is measured and how the comparison is kept fair.
[ADR 32](../adr/0032-performance.md) describes what we changed for speed.

Measured on ${measuredAt}: ${cores} cores (${processor}), ${memoryGb} GB, Node ${node.slice(1)}, the
bundled PostgreSQL ${postgres} with fsync on (8 kB durable in ${fsyncMs} ms). ${used.join(', ')}.

Each figure is the median of its rounds. The factor in brackets says how many times better ours is: the
median of the factors of the rounds, in which the contenders take turns. Other work on the machine changes
absolute figures much more than factors.

| work | ours | beside | target |
| --- | --- | --- | --- |
${workloads.map(rowOf).join('\n')}
`;
};

const before = (file: string): readonly Result[] =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report).workloads : [];

/**
 * Writes the reference. Lines that were not measured now stay as they were, in the order of
 * `names`.
 */
export const documented = ({ machine, workloads }: Report, groups: readonly string[]): void => {
  const file = path.join(REFERENCE, 'performance.json');
  const fresh = new Set(workloads.map(({ name }) => name));
  const kept = before(file).filter(({ name }) => !fresh.has(name));
  const order = (name: string): number => groups.findIndex((group) => name.startsWith(group));
  const all = [...workloads, ...kept].sort((a, b) => order(a.name) - order(b.name));
  const report = { machine, workloads: all };
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(path.join(REFERENCE, 'performance.md'), pageOf(report));
};
