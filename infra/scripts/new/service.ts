import { aggregateFiles, type AggregateNames, aggregateNames } from './aggregate';
import { assertPathIsFree, CATALOGUE, exists, read, services } from './checkout';
import { contractText, withContract } from './contract';
import { withService } from './edit-catalogue';
import { withComposed, withPostgresOnly } from './edit-compose';
import { withEntry, withImport, withItemOf, withNamespace } from './edit-source';
import { type Names, namesOf } from './names';
import type { Plan } from './plan';
import { readModelFiles } from './read-model';
import { Refusal } from './refusal';
import { render } from './templates';

const MODULES = 'apps/all-in-one/src/service-modules.ts';
const LANGUAGE = 'libs/service-host/published-language.ts';
const TOPICS = 'infra/kafka/topics.json';
const COMPOSE = 'docker-compose.yml';
const POSTGRES_ONLY = 'infra/docker/postgres-only.yml';

/** What another service is called, what it owns, and what comes before it. */
interface NewService extends Names {
  readonly of: AggregateNames;
  readonly owns: string;
  readonly port: number;
  /** The last service of the catalogue. */
  readonly after: string;
  readonly tone: string;
}

const newService = (name: string, aggregate?: string): NewService => {
  const known = services();
  const names = namesOf(name);
  if (exists(`apps/${name}`)) throw new Refusal(`apps/${name} is there already`);
  const of = aggregateNames(aggregate ?? `${name}-entry`);
  if (of.kebab === name) throw new Refusal(`a service and its aggregate need different names`);
  assertPathIsFree(of.path);
  const tones = [...new Set(known.map(({ tone }) => tone))];
  return {
    ...names,
    of,
    owns: `${namesOf(of.path).words} of the centres, and on which day they are`,
    port: Math.max(...known.map(({ port }) => port)) + 1,
    after: known.at(-1)?.name ?? '',
    tone: tones[known.length % tones.length] ?? '',
  };
};

/** The contract that a service says from the beginning: every service has a topic of its own. */
const firstContract = ({ of }: NewService) => ({
  name: `${of.kebab}.registered`,
  of,
  event: `${of.pascal}Registered`,
  topic: `talentloop.${of.kebab}`,
});

const filesOf = (service: NewService): Readonly<Record<string, string>> => {
  const { kebab, of } = service;
  const source = `apps/${kebab}/src`;
  const view = { ...service, lists: namesOf(of.path).pascal };
  const aggregate = aggregateFiles(kebab, of);
  const events = aggregate[`${source}/domain/${of.kebab}/events.ts`] ?? '';
  const said = firstContract(service);
  const publishes = render('service/src/integration/publishes.ts', view);
  return {
    [`apps/${kebab}/README.md`]: render('service/README.md', view),
    [`${source}/${kebab}.service.ts`]: render('service/src/service.ts', view),
    [`${source}/${kebab}.module.ts`]: render('service/src/module.ts', view),
    [`${source}/main.ts`]: render('service/src/main.ts', view),
    [`${source}/worker.ts`]: render('service/src/worker.ts', view),
    [`${source}/integration/publishes.ts`]: withContract(publishes, kebab, { said, events }),
    [`${source}/integration/consumes.ts`]: render('service/src/integration/consumes.ts', view),
    [`apps/${kebab}/test/start.spec.ts`]: render('service/test/start.spec.ts', view),
    ...aggregate,
    ...readModelFiles(kebab, of.path, { kebab: of.kebab, events, resource: of.list }),
    [`libs/contracts/${kebab}/scope.ts`]: render('contract/scope.ts', view),
    [`libs/contracts/${kebab}/${said.name}.v1.ts`]: contractText(said),
    [`libs/contracts/${kebab}/index.ts`]: `export * from './${said.name}.v1';\n`,
  };
};

const withModule = (text: string, { kebab, pascal }: NewService): string => {
  const name = `${pascal}Module`;
  const from = `../../${kebab}/src/${kebab}.module`;
  return withImport(withItemOf(text, 'serviceModules', name), { name, from });
};

const withLanguage = (text: string, { kebab, camel }: NewService): string => {
  const entry = withEntry(text, 'contractsOf', `'${kebab}': Object.values(${camel})`);
  return withNamespace(entry, { name: camel, from: `@talentloop/contracts/${kebab}` });
};

const withTopic = (text: string, topic: { readonly name: string; readonly owner: string }) => {
  const settings: { readonly topics: readonly object[] } = JSON.parse(text);
  return JSON.stringify({ ...settings, topics: [...settings.topics, topic] });
};

/** The first version of a service. @throws Refusal */
export const planService = (name: string, aggregate?: string): Plan => {
  const service = newService(name, aggregate);
  const { kebab, snake, of, owns, port, tone, after } = service;
  const composed = { name, port, after };
  const topic = { name: firstContract(service).topic, owner: kebab };
  const resources = [{ path: of.path, kind: of.title }];
  const entry = { name, schema: snake, port, owns, tone, resources };
  return {
    made: filesOf(service),
    edited: {
      [CATALOGUE]: withService(read(CATALOGUE), entry),
      [MODULES]: withModule(read(MODULES), service),
      [LANGUAGE]: withLanguage(read(LANGUAGE), service),
      [TOPICS]: withTopic(read(TOPICS), topic),
      [COMPOSE]: withComposed(read(COMPOSE), composed),
      [POSTGRES_ONLY]: withPostgresOnly(read(POSTGRES_ONLY), composed),
    },
    scripts: ['catalogue.mjs', 'add-stored-fixtures.mjs', 'release-contracts.mjs', 'docs.mjs'],
    next: [
      `Say what it owns in ${CATALOGUE} and apps/${kebab}/README.md; then npm run catalogue.`,
      `Replace the commands and events in apps/${kebab}/src/domain/${of.kebab}.`,
      `Replace the contract in libs/contracts/${kebab} before another service consumes it.`,
      `Consume the others in apps/${kebab}/src/integration/consumes.ts.`,
      `Start it: npm start, or npm run start:distributed for an api and a worker of its own.`,
    ],
  };
};
