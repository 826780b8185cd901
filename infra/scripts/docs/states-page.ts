import type { Explored, Step } from '@talentloop/reference';
import { exploredOf } from '../../../apps/reference/src/explored';
import { code, mermaid, nodeName, page, table } from './markdown';
import { services } from '../../../apps/reference/src/services';

const INTRODUCTION = `What can happen to each aggregate. The generator walks its decider from the
beginning with exemplary commands (\`exemplars.ts\` of each aggregate), so every arrow can really
happen. Specs check that some state grants every command and that every event type appears. For a
unit, the states are those of its nights for one stay.`;

const NONE = 'none';

interface Arrow {
  readonly from: string;
  readonly to: string;
}

const arrowsOf = ({ from, through }: Step): readonly Arrow[] =>
  through.map((to, i) => ({ from: through[i - 1] ?? from, to }));

const grouped = <T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};

const list = (names: Iterable<string>): string => [...new Set(names)].sort().join(', ');

const stateOf = (status: string): string => (status === NONE ? '[*]' : nodeName(status));

const diagram = ({ steps }: Explored): string => {
  const arrows = steps.flatMap((step) =>
    arrowsOf(step).map((arrow) => ({ ...arrow, command: step.command })),
  );
  const statuses = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  const left = new Set(arrows.map(({ from }) => from));
  statuses.delete(NONE);
  const lines = [...grouped(arrows, ({ from, to }) => `${from} ${to}`).values()].flatMap((same) => {
    const [arrow] = same;
    const commands = list(same.map(({ command }) => command));
    return arrow ? [`  ${stateOf(arrow.from)} --> ${stateOf(arrow.to)} : ${commands}`] : [];
  });
  return mermaid([
    'stateDiagram-v2',
    ...[...statuses].map((status) => `  state "${status}" as ${nodeName(status)}`),
    ...lines,
    ...[...statuses]
      .filter((status) => !left.has(status))
      .map((status) => `  ${nodeName(status)} --> [*]`),
  ]);
};

const staying = ({ steps }: Explored): string => {
  const rows = [
    ...grouped(
      steps.filter(({ through }) => through.length === 0),
      ({ from }) => from,
    ),
  ];
  const entries = rows.map(([status, same]) => [status, list(same.map(({ command }) => command))]);
  if (entries.length === 0) return '';
  const heading = 'Commands that change something without changing the status:';
  return `${heading}\n\n${table(['status', 'commands'], entries)}`;
};

const eventsOf = ({ steps, commands }: Explored): string => {
  const rows = commands.map((command) => {
    const events = steps.filter((step) => step.command === command).flatMap((step) => step.events);
    return [code(command), list(events)];
  });
  return table(['command', 'events'], rows);
};

export const statesPage = (): string =>
  page(
    'States',
    INTRODUCTION,
    ...services.flatMap(({ name }) => [
      `## ${name}`,
      ...exploredOf(name).flatMap((explored) =>
        [
          `### ${explored.category}`,
          diagram(explored),
          staying(explored),
          eventsOf(explored),
        ].filter((part) => part !== ''),
      ),
    ]),
  );
