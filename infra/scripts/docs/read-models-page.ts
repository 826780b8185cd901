import type { Service } from '@talentloop/service-host';
import { code, page, table } from './markdown';
import { services } from '../../../apps/reference/src/services';

const INTRODUCTION = `Tables that are pure functions of a log, kept in the schema of their service. Each has \`key\` (primary
key), \`position\` (of the event that wrote the row), the typed columns below, and the whole row as JSON in
\`row\`. A temporal one also keeps every version of its rows in \`<name>_versions\`, for "as of" questions.
A raised version rebuilds the table. A checkpoint \`read-model:<name>\` says how far it has read.`;

const snake = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const readsAll = ({ categories }: Service, on: object): boolean =>
  categories.every(({ events }) => Object.keys(events).every((type) => Object.hasOwn(on, type)));

type Table = Service['readModels'][number];

const rowOf = (service: Service, readModel: Table, use: string): readonly string[] => {
  const { name, version, columns, indexes = [], temporal, opensPersonal, on } = readModel;
  const traits = [
    use,
    ...(temporal ? ['temporal'] : []),
    ...(opensPersonal ? ['opens personal fields'] : []),
  ];
  const typed: readonly (readonly [string, string | undefined])[] = Object.entries(columns);
  return [
    code(name),
    String(version),
    traits.join(', '),
    typed.map(([column, type = '']) => `${code(snake(column))} ${type}`).join('<br>'),
    indexes.map((index: readonly string[]) => index.map(snake).join(' + ')).join('<br>'),
    readsAll(service, on) ? 'every event' : Object.keys(on).join(', '),
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
          ...service.readModels.map((readModel) => rowOf(service, readModel, 'list')),
          ...service.deadlines.map((deadline) =>
            rowOf(service, deadline.readModel, `deadlines of ${deadline.name}`),
          ),
        ],
      ),
    ]),
  );
