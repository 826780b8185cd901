import { cloudEventType, type Contract } from '@talentloop/integration-bus';
import { contractsOf, type Service } from '@talentloop/service-host';
import { describeFields } from './describe-fields';
import { jsonSchemaOf } from '@talentloop/reference';
import { code, mermaid, nodeName, page, table } from './markdown';
import { type Said, saidBy } from './publications';
import { eventsOf } from './read-models-page';
import { services } from '../../../apps/reference/src/services';

const CONTRACTS = `The messages between the services: ids and codes, never personal data. Messages
are CloudEvents 1.0. Their key is the stream that publishes them. Every contract has \`client\`
(the portal that registered the person) and \`centre\` (the responsible centre); consumers decide
about access by them.`;

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
      .join(', ') || 'no event yet',
    consumersOf(contract)
      .map(({ name }) => name)
      .join(', ') || 'no service yet',
    describeFields(jsonSchemaOf(contract.schema)),
  ]);
  const [first] = contractsOf[owner] ?? [];
  return [
    `## ${owner}, on ${code(first?.topic ?? '')}`,
    table(['contract', 'type', 'published by', 'consumed by', 'data'], rows),
  ].join('\n\n');
};

export const contractsPage = (): string =>
  page('Contracts: the published language', CONTRACTS, ...Object.keys(contractsOf).map(owned));

const MAP = `Each service owns its log, its tables and its keys. An arrow is a contract that one
service publishes and another consumes. Nothing else passes between services. What a service must
know about a talent of another service is a stream of its own.`;

const REACTIONS = `## Reactions inside a service

A process turns an event of the service's own log into commands for other streams of the service.
A deadline sends a command once a moment has passed.`;

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
