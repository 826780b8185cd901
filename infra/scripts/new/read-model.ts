import { readdirSync } from 'node:fs';
import path from 'node:path';
import { assertService, exists, read, ROOT } from './checkout';
import {
  type DeclaredField,
  eventsIn,
  findConstantMadeBy,
  withImport,
  withItem,
} from './edit-source';
import { namesOf, pluralOf } from './names';
import type { Plan } from './plan';
import { Refusal } from './refusal';
import { render } from './templates';

/** A field of a row, with what documents it. */
interface RowField extends DeclaredField {
  readonly decorator: string;
}

/** Types of event data that a row shows as they are. Personal and composed values are left out. */
const SHOWN: Readonly<Record<string, Omit<RowField, 'name'>>> = {
  string: { type: 'string', decorator: '@Text()' },
  boolean: { type: 'boolean', decorator: '@Flag()' },
  Day: { type: 'string', decorator: '@OnDay()' },
  Instant: { type: 'string', decorator: '@AtInstant()' },
};

const HEAD = ['id', 'revision', 'createdAt', 'updatedAt', 'correlationId'];

const shown = ({ name, type }: DeclaredField): readonly RowField[] => {
  const known = HEAD.includes(name) ? undefined : SHOWN[type];
  return known ? [{ ...known, name }] : [];
};

/** The folder of the aggregate whose list has this name. @throws Refusal when it is not clear. */
const aggregateOf = (name: string, service: string): string => {
  const domain = path.join(ROOT, 'apps', service, 'src/domain');
  const found = readdirSync(domain).find((folder) => pluralOf(folder) === name);
  if (found === undefined)
    throw new Refusal(`say whose events ${name} lists: --of <aggregate of ${service}>`);
  return found;
};

/** What the templates of a read model are filled in with. */
const viewOf = (name: string, of: string, events: string, resource: string) => {
  const [creation, ...others] = [...eventsIn(events)];
  if (!creation) throw new Refusal(`domain/${of}/events.ts has no interface …EventData`);
  const fields = creation[1].flatMap(shown);
  const later = others.flatMap(([, data]) => data.map((field) => field.name));
  const hasCentre = fields.some((field) => field.name === 'centre');
  return {
    ...namesOf(name),
    of: namesOf(of),
    path: name,
    creation: creation[0],
    fields,
    copies: fields.map((field) => field.name).filter((field) => later.includes(field)),
    hasCentre,
    columns: hasCentre ? [{ name: 'centre', type: 'text' }] : [],
    resource: { name: resource, file: `${of}.resource` },
  };
};

/** The files of a read model, by their paths. */
export const readModelFiles = (
  service: string,
  name: string,
  of: { readonly kebab: string; readonly events: string; readonly resource: string },
): Readonly<Record<string, string>> => {
  const source = `apps/${service}/src`;
  const view = viewOf(name, of.kebab, of.events, of.resource);
  const controller = render('read-model/controller.ts', view);
  const decorators = ['Flag', 'OnDay'].filter((each) => controller.includes(`@${each}(`));
  const used = decorators.map((each) => ({ name: each, from: '@talentloop/http' }));
  return {
    [`${source}/projections/${name}/${name}.ts`]: render('read-model/projection.ts', view),
    [`${source}/projections/${name}/${name}.spec.ts`]: render(
      'read-model/projection.spec.ts',
      view,
    ),
    [`${source}/http/${name}.controller.ts`]: used.reduce(withImport, controller),
  };
};

const resourceOf = (service: string, of: string): string => {
  const file = `apps/${service}/src/http/${of}.resource.ts`;
  const found = exists(file) ? findConstantMadeBy(read(file), 'defineResource') : undefined;
  if (found === undefined) throw new Refusal(`${of} has no resource ${file}, which says who reads`);
  return found;
};

/** The first version of a read model with its list. @throws Refusal */
export const planReadModel = (name: string, service: string, of?: string): Plan => {
  const { camel, pascal } = namesOf(name);
  assertService(service);
  const source = `apps/${service}/src`;
  const kebab = of ?? aggregateOf(name, service);
  const events = `${source}/domain/${namesOf(kebab).kebab}/events.ts`;
  if (!exists(events)) throw new Refusal(`${service} has no aggregate ${kebab}`);
  if (exists(`${source}/projections/${name}`))
    throw new Refusal(`${service} has a read model ${name} already`);
  const resource = resourceOf(service, kebab);
  const [definition, module] = [
    `${source}/${service}.service.ts`,
    `${source}/${service}.module.ts`,
  ];
  const list = { name: camel, from: `./projections/${name}/${name}` };
  const controller = { name: `${pascal}Controller`, from: `./http/${name}.controller` };
  return {
    made: readModelFiles(service, name, { kebab, events: read(events), resource }),
    edited: {
      [definition]: withImport(withItem(read(definition), 'readModels', list.name), list),
      [module]: withImport(withItem(read(module), 'controllers', controller.name), controller),
    },
    scripts: ['docs.mjs'],
    next: [
      `Say in ${source}/projections/${name} what each event changes: change: { … }.`,
      'Add a column for each field that callers filter or order by, and an index for it.',
      `Add the filters to the query in http/${name}.controller.ts, and to where: { … }.`,
      'Extend the spec: rows after events.',
      'Run npm run docs. Once a release has it, each change raises its version.',
    ],
  };
};
