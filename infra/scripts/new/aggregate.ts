import { assertPathIsFree, assertService, CATALOGUE, exists, read } from './checkout';
import { withResource } from './edit-catalogue';
import { withImport, withItem } from './edit-source';
import { type Names, namesOf, pluralOf } from './names';
import type { Plan } from './plan';
import { Refusal } from './refusal';
import { render } from './templates';

/** What the templates of an aggregate are filled in with. */
export interface AggregateNames extends Names {
  /** `site-visits`: the first segment of its paths. */
  readonly path: string;
  /** `siteVisits`: its resource, and its list. */
  readonly list: string;
}

export const aggregateNames = (name: string): AggregateNames => {
  const path = pluralOf(name);
  return { ...namesOf(name), path, list: namesOf(path).camel };
};

/** The files of an aggregate, by their paths. */
export const aggregateFiles = (
  service: string,
  names: AggregateNames,
): Readonly<Record<string, string>> => {
  const source = `apps/${service}/src`;
  const { kebab } = names;
  const domain = `${source}/domain/${kebab}`;
  const filled = (template: string): string => render(`aggregate/${template}`, names);
  return {
    [`${domain}/events.ts`]: filled('domain/events.ts'),
    [`${domain}/commands.ts`]: filled('domain/commands.ts'),
    [`${domain}/state.ts`]: filled('domain/state.ts'),
    [`${domain}/${kebab}.ts`]: filled('domain/decider.ts'),
    [`${domain}/rules/scheduling.ts`]: filled('domain/rules/scheduling.ts'),
    [`${domain}/folds.ts`]: filled('domain/folds.ts'),
    [`${domain}/exemplars.ts`]: filled('domain/exemplars.ts'),
    [`${domain}/${kebab}.spec.ts`]: filled('domain/decider.spec.ts'),
    [`${source}/storage/${kebab}.codec.ts`]: filled('storage/codec.ts'),
    [`${source}/http/${kebab}.resource.ts`]: filled('http/resource.ts'),
    [`${source}/http/${kebab}.dto.ts`]: filled('http/dto.ts'),
  };
};

const withAggregate = (text: string, { kebab, camel }: Names): string => {
  const imports = [
    { name: camel, from: `./domain/${kebab}/${kebab}` },
    { name: `${camel}Exemplars`, from: `./domain/${kebab}/exemplars` },
    { name: `${camel}Codec`, from: `./storage/${kebab}.codec` },
  ];
  const item = `aggregate(${camel}, ${camel}Codec, ${camel}Exemplars)`;
  return imports.reduce(withImport, withItem(text, 'aggregates', item));
};

const withItsResource = (text: string, { kebab, list }: AggregateNames): string =>
  withImport(withItem(text, 'resources', list), { name: list, from: `./http/${kebab}.resource` });

/** The first version of an aggregate. @throws Refusal */
export const planAggregate = (name: string, service: string): Plan => {
  const names = aggregateNames(name);
  assertService(service);
  const source = `apps/${service}/src`;
  if (exists(`${source}/domain/${name}`)) throw new Refusal(`${service} has a ${name} already`);
  assertPathIsFree(names.path);
  const [definition, module] = [
    `${source}/${service}.service.ts`,
    `${source}/${service}.module.ts`,
  ];
  const resource = { path: names.path, kind: names.title };
  return {
    made: aggregateFiles(service, names),
    edited: {
      [definition]: withAggregate(read(definition), names),
      [module]: withItsResource(read(module), names),
      [CATALOGUE]: withResource(read(CATALOGUE), service, resource),
    },
    scripts: ['add-stored-fixtures.mjs', 'docs.mjs'],
    next: [
      `Replace the commands and events in ${source}/domain/${name} with those of the business.`,
      'Replace the samples of the first version: docs/how-to/add-an-aggregate.md says how.',
      'Seal what is personal: Personal<…> in events.ts, and the path in the codec.',
      `Word the refusals in http/${name}.resource.ts in three languages, and run npm run docs.`,
      `List them: npm run new -- read-model ${names.path} --in ${service}`,
    ],
  };
};
