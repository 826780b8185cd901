import { assertService, exists, read } from './checkout';
import { eventsIn, findNamespace, withImport, withPublication } from './edit-source';
import { type Names, namesOf } from './names';
import type { Plan } from './plan';
import { Refusal } from './refusal';
import { render } from './templates';

/** Which event of which aggregate a contract is said of. */
interface Said {
  /** `appointment.registered` */
  readonly name: string;
  readonly of: Names;
  readonly event: string;
  readonly topic: string;
}

interface Topics {
  readonly topics: readonly { readonly name: string; readonly owner: string }[];
}

const topicOf = (service: string): string => {
  const { topics }: Topics = JSON.parse(read('infra/kafka/topics.json'));
  const topic = topics.find(({ owner }) => owner === service)?.name;
  if (topic === undefined) throw new Refusal(`infra/kafka/topics.json has no topic of ${service}`);
  return topic;
};

/** The constant that a contract is exported as: `appointmentRegistered`. */
const contractNames = (name: string): Names => namesOf(name.replaceAll('.', '-'));

/** The text of a contract's file. */
export const contractText = (said: Said): string =>
  render('contract/contract.ts', { ...said, camel: contractNames(said.name).camel });

const OF_SCOPE = ['client', 'centre'];

/** The reaction that says it. @throws Refusal when the event does not say whose matter it is. */
const reactionTo = ({ of, event }: Said, events: string, contract: string): string => {
  const data = eventsIn(events).get(event);
  if (!data) throw new Refusal(`${of.kebab} has no event ${event}: say --event`);
  const scope = OF_SCOPE.filter((each) => data.some((field) => field.name === each));
  if (!scope.includes('centre'))
    throw new Refusal(`${event} has no centre in its data, and every contract carries one`);
  const id = `${of.camel}Id: partsOf(stream).id`;
  const fields = [id, ...scope.map((each) => `${each}: data.${each}`)].join(', ');
  return `({ stream, data }) => [publish(${contract}, { ${fields} })]`;
};

/** What publishes.ts becomes when it says the contract too. @throws Refusal */
export const withContract = (
  text: string,
  service: string,
  { said, events }: { readonly said: Said; readonly events: string },
): string => {
  const from = `@talentloop/contracts/${service}`;
  const { camel } = contractNames(said.name);
  const namespace = findNamespace(text, from);
  const { of, event } = said;
  const reaction = reactionTo(said, events, namespace ? `${namespace}.${camel}` : camel);
  const changed = withPublication(text, { decider: of.camel, event, reaction });
  return [
    ...(namespace ? [] : [{ name: camel, from }]),
    { name: of.camel, from: `../domain/${of.kebab}/${of.kebab}` },
    { name: 'from', from: '@talentloop/event-sourcing' },
    { name: 'partsOf', from: '@talentloop/event-sourcing' },
    { name: 'publish', from: '@talentloop/integration-bus' },
  ].reduce(withImport, changed);
};

const LINE = (name: string): string => `export * from './${name}.v1';`;

const withExport = (text: string, name: string): string =>
  `${[...text.trimEnd().split('\n'), LINE(name)].sort().join('\n')}\n`;

interface Choice {
  readonly of?: string;
  readonly event?: string;
}

const saidBy = (name: string, service: string, choice: Choice): Said => {
  const [first = '', ...rest] = name.split('.');
  if (rest.length !== 1)
    throw new Refusal(`${name} is not <what>.<happened>, as appointment.registered`);
  const names = contractNames(name);
  const of = namesOf(choice.of ?? first);
  return { name, of, event: choice.event ?? names.pascal, topic: topicOf(service) };
};

/** The first version of a contract, said of one event. @throws Refusal */
export const planContract = (name: string, service: string, choice: Choice): Plan => {
  assertService(service);
  const said = saidBy(name, service, choice);
  const folder = `libs/contracts/${service}`;
  const file = `${folder}/${name}.v1.ts`;
  if (exists(file)) throw new Refusal(`${file} is there already`);
  const events = `apps/${service}/src/domain/${said.of.kebab}/events.ts`;
  if (!exists(events)) throw new Refusal(`${service} has no aggregate ${said.of.kebab}: say --of`);
  const publishes = `apps/${service}/src/integration/publishes.ts`;
  return {
    made: { [file]: contractText(said) },
    edited: {
      [`${folder}/index.ts`]: withExport(read(`${folder}/index.ts`), name),
      [publishes]: withContract(read(publishes), service, { said, events: read(events) }),
    },
    scripts: ['release-contracts.mjs', 'docs.mjs'],
    next: [
      `Complete ${file} with what consumers need: ids and codes, nothing personal.`,
      `Fill it in ${publishes}, from the event alone.`,
      "Consume it in a consumer's integration/consumes.ts: when(contract, (data) => [give(…)]).",
      'Write specs of both sides.',
      'Release what you changed, and run npm run docs: docs/how-to/add-a-contract.md says how.',
    ],
  };
};
