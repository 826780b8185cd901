import { cloudEventType, type Contract } from '@talentloop/integration-bus';
import { contractsOf, type Service } from '@talentloop/service-host';
import { describeFields } from './describe-fields';
import { jsonSchemaOf } from './json-schema';
import { code, mermaid, nodeName, page, table } from './markdown';
import { type Said, saidBy } from './publications';
import { eventsOf } from './read-models-page';
import { services } from './services';

const CONTRACTS = `What the services say to each other: ids and codes, never personal data. Messages are CloudEvents 1.0,
keyed by the stream that says them. \`client\` is the portal back end that registered the person,
\`centre\` whose matter it is: every contract carries them, and access is decided by them.`;

const consumersOf = ({ name }: Contract): readonly Service[] =>
  services.filter(({ consumes }) =>
    consumes.reactions.some(({ contract }) => contract.name === name),
  );

const owned = (owner: string): string => {
  const service = services.find(({ name }) => name === owner);
  const said: readonly Said[] = service ? saidBy(service) : [];
  const rows = (contractsOf[owner] ?? []).map((contract) => [
    code(contract.name),
    code(cloudEventType(contract)),
    said
      .filter((each) => each.contract === contract.name)
      .map(({ event }) => event)
      .join(', ') || 'nothing yet',
    consumersOf(contract)
      .map(({ name }) => name)
      .join(', ') || 'nobody yet',
    describeFields(jsonSchemaOf(contract.schema)),
  ]);
  const [first] = contractsOf[owner] ?? [];
  return [
    `## ${owner}, on ${code(first?.topic ?? '')}`,
    table(['contract', 'type', 'said by', 'used by', 'data'], rows),
  ].join('\n\n');
};

export const contractsPage = (): string =>
  page('Contracts: the published language', CONTRACTS, ...Object.keys(contractsOf).map(owned));

const MAP = `Each service owns its log, its tables and its keys; an arrow is a contract that one says and another
listens to. Nothing else crosses. What a service must know of another's talent is a stream of its own.`;

const REACTIONS = `## What reacts inside a service

A process turns an event of the service's own log into commands for its other streams; a deadline sends
a command once a moment has passed.`;

const reactionsOf = ({ name, processes, deadlines }: Service): readonly (readonly string[])[] => [
  ...processes.map((process) => [name, process.name, 'process', eventsOf(process.sources)]),
  ...deadlines.map((deadline) => [
    name,
    deadline.name,
    'deadline',
    `rows of ${code(deadline.readModel.name)} that are due`,
  ]),
];

export const contextMapPage = (): string => {
  const arrows = Object.entries(contractsOf).flatMap(([owner, contracts]) =>
    services.flatMap(({ name, consumes }) => {
      const heard = contracts.filter((contract) =>
        consumes.reactions.some((reaction) => reaction.contract.name === contract.name),
      );
      const all = heard.length === contracts.length && `all on ${contracts[0]?.topic}`;
      const labels = all || heard.map((contract) => contract.name).join('<br/>');
      return heard.length === 0 ? [] : [`  ${nodeName(owner)} -->|"${labels}"| ${nodeName(name)}`];
    }),
  );
  const nodes = services.map(({ name, categories }) => {
    const streams = categories.map(({ category }) => category).join(', ');
    return `  ${nodeName(name)}["<b>${name}</b><br/>${streams}"]`;
  });
  return page(
    'Context map',
    MAP,
    mermaid(['flowchart LR', ...nodes, ...arrows]),
    REACTIONS,
    table(['service', 'name', 'kind', 'reacts to'], services.flatMap(reactionsOf)),
  );
};
