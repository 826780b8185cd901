import type { ReadModel, Source } from '@talentloop/event-sourcing';
import { code, page, table } from './markdown';
import { services } from '../../../apps/reference/src/services';

const INTRODUCTION = `Tables that are pure functions of a log, kept in the schema of their
service. Each has \`key\` (primary key), \`position\` (of the event that wrote the row), the typed
columns below, and the whole row as JSON in \`row\`. A temporal table also keeps every version of
its rows in \`<name>_versions\`, for "as of" questions. A raised version rebuilds the table. The
checkpoint \`read-model:<name>\` is the position up to which it is folded.`;

const snake = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The events that the sources take, by the category whose events they are. */
export const eventsOf = (sources: readonly Source<unknown>[]): string =>
  sources
    .map(({ category, on, otherwise }) => {
      const events = otherwise === undefined ? [...on.keys()].join(', ') : 'every event';
      return `${code(category)}: ${events}`;
    })
    .join('<br>');

const rowOf = (readModel: ReadModel, use: string): readonly string[] => {
  const { name, version, columns, indexes = [], temporal, opensPersonal, sources } = readModel;
  const traits = [
    use,
    ...(temporal ? ['temporal'] : []),
    ...(opensPersonal ? ['opens personal fields'] : []),
  ];
  const typed = Object.entries(columns);
  return [
    code(name),
    String(version),
    traits.join(', '),
    typed.map(([column, type = '']) => `${code(snake(column))} ${type}`).join('<br>'),
    indexes.map((index) => index.map(snake).join(' + ')).join('<br>'),
    eventsOf(sources),
  ];
};

export const readModelsPage = (): string =>
  page(
    'Read models',
    INTRODUCTION,
    ...services.flatMap((service) => [
      `## ${service.name}, in schema ${code(service.schema)}`,
      table(
        ['table', 'version', 'what', 'columns', 'indexes', 'from'],
        [
          ...service.readModels.map((readModel) => rowOf(readModel, 'list')),
          ...service.deadlines.map((deadline) =>
            rowOf(deadline.readModel, `deadlines of ${deadline.name}`),
          ),
        ],
      ),
    ]),
  );
