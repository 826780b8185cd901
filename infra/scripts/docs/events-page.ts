import type { CategoryDefinition } from '@talentloop/event-sourcing';
import { describeFields } from './describe-fields';
import { isSealed } from '@talentloop/reference';
import { jsonSchemaOf } from '@talentloop/reference';
import { page, table } from './markdown';
import { services } from '../../../apps/reference/src/services';

const INTRODUCTION = `Every event type that a log may contain, with its fields. The names are the
storage format and never change. A changed shape is a new version with an upcaster
([how](../how-to/add-an-event-or-a-field.md)).

🔒 marks a field that is stored sealed under the key of its person. A field with \`?\` may be
absent, and \`[]\` stands for each item of a list. The envelope's \`reason\` and the \`inputs\` of
its \`policy\` are always sealed.`;

const ofCategory = ({ category, events }: CategoryDefinition): string => {
  const rows = Object.values(events).map((definition) => [
    `\`${definition.type}\``,
    String(definition.version),
    describeFields(jsonSchemaOf(definition.schema), (path) => isSealed(path, definition)),
  ]);
  return [`### \`${category}-<id>\``, table(['event', 'version', 'data'], rows)].join('\n\n');
};

export const eventsPage = (): string =>
  page(
    'Event catalogue',
    INTRODUCTION,
    ...services.flatMap(({ name, categories }) => [`## ${name}`, ...categories.map(ofCategory)]),
  );
