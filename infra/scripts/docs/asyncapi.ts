import { cloudEventType, type Contract } from '@talentloop/integration-bus';
import { declaredTopics, type DeclaredTopic } from '@talentloop/integration-bus-kafka';
import { publishedLanguage, type Service } from '@talentloop/service-host';
import { z } from 'zod';
import { services } from '../../../apps/reference/src/services';

const DESCRIPTION = `The messages between the services: ids and codes, never personal data.
Messages are CloudEvents 1.0 in Kafka's binary mode. The key is the name of the stream that
publishes them, and messages of one key come in order. A message may come more than once, with the
same \`ce_id\`. \`ce_sequence\` grows with every event of a key. A change of shape is a new
version, which is a new type.`;

const text = (description: string, more: object = {}) => ({ type: 'string', description, ...more });

const ref = (...path: readonly string[]) => ({ $ref: `#/${path.join('/')}` });

/** CloudEvents 1.0 in binary mode, the form of every message. */
const cloudEvent = {
  type: 'object',
  required: [
    'content-type',
    'ce_specversion',
    'ce_id',
    'ce_type',
    'ce_source',
    'ce_subject',
    'ce_time',
    'ce_sequence',
    'ce_correlationid',
    'ce_causationid',
    'ce_centre',
  ],
  properties: {
    'content-type': { const: 'application/json' },
    ce_specversion: { const: '1.0' },
    ce_id: text('The id of the message; a copy has the same id.', { format: 'uuid' }),
    ce_type: text('The contract and its version.'),
    ce_source: text('The service that publishes the message.'),
    ce_subject: text('The stream, which is also the key.'),
    ce_time: text('When the event was recorded.', { format: 'date-time' }),
    ce_sequence: text("The event's number in its stream.", { pattern: '^[0-9]{16}$' }),
    ce_correlationid: text('The id of the journey.', { format: 'uuid' }),
    ce_causationid: text('The id of the event from which the message was made.', {
      format: 'uuid',
    }),
    ce_client: text('The portal back end that registered the person, if one did.'),
    ce_centre: text('The responsible centre.'),
  },
};

const headersOf = (contract: Contract, owner: string) => ({
  type: 'object',
  allOf: [ref('components', 'schemas', 'cloudEvent')],
  properties: {
    ce_type: { const: cloudEventType(contract) },
    ce_source: { const: `/${owner}` },
  },
});

const payloadOf = ({ schema, name }: Contract) => {
  if (!(schema instanceof z.ZodType)) throw new TypeError(`${name} is not made with zod`);
  const { $schema: _, ...payload } = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
  return payload;
};

const messageOf = (contract: Contract, { owner }: DeclaredTopic) => ({
  name: cloudEventType(contract),
  title: `${contract.name}, version ${contract.version}`,
  contentType: 'application/json',
  headers: headersOf(contract, owner),
  payload: payloadOf(contract),
  bindings: { kafka: { key: text('The name of the stream.'), bindingVersion: '0.5.0' } },
});

const channelOf = ({ name, owner, partitions, configuration }: DeclaredTopic) => ({
  address: name,
  description: `Only ${owner} writes to this topic.`,
  messages: Object.fromEntries(
    on(name).map((contract) => [idOf(contract), ref('components', 'messages', idOf(contract))]),
  ),
  bindings: {
    kafka: {
      topic: name,
      partitions,
      bindingVersion: '0.5.0',
      topicConfiguration: {
        'cleanup.policy': [configuration['cleanup.policy']],
        'retention.ms': Number(configuration['retention.ms']),
        'max.message.bytes': Number(configuration['max.message.bytes']),
      },
    },
  },
});

const on = (topic: string): readonly Contract[] =>
  publishedLanguage.filter((contract) => contract.topic === topic);

/** Such as `talent.registered.v1`. */
const idOf = ({ name, version }: Pick<Contract, 'name' | 'version'>): string =>
  `${name}.v${version}`;

const operation = (action: 'send' | 'receive', topic: string, contracts: readonly Contract[]) => ({
  action,
  channel: ref('channels', topic),
  messages: contracts.map((contract) => ref('channels', topic, 'messages', idOf(contract))),
});

const sent = ({ name, owner }: DeclaredTopic) =>
  [`${owner}.sends.${name}`, operation('send', name, on(name))] as const;

const received = ({ name: service, consumes }: Service) =>
  declaredTopics.flatMap(({ name: topic }) => {
    const contracts = on(topic).filter((contract) =>
      consumes.reactions.some((reaction) => idOf(reaction.contract) === idOf(contract)),
    );
    if (contracts.length === 0) return [];
    const groupId = { type: 'string', enum: [`talentloop.${consumes.consumer}`] };
    const bindings = { kafka: { groupId, bindingVersion: '0.5.0' } };
    const heard = { ...operation('receive', topic, contracts), bindings };
    return [[`${service}.receives.${topic}`, heard] as const];
  });

/** The published language as AsyncAPI 3. */
const asyncApi = () => ({
  asyncapi: '3.0.0',
  info: { title: 'TalentLoop', version: '1', description: DESCRIPTION },
  defaultContentType: 'application/json',
  channels: Object.fromEntries(declaredTopics.map((topic) => [topic.name, channelOf(topic)])),
  operations: Object.fromEntries([...declaredTopics.map(sent), ...services.flatMap(received)]),
  components: {
    schemas: { cloudEvent },
    messages: Object.fromEntries(
      declaredTopics.flatMap((topic) =>
        on(topic.name).map((contract) => [idOf(contract), messageOf(contract, topic)]),
      ),
    ),
  },
});

export const asyncApiText = (): string => `${JSON.stringify(asyncApi(), null, 2)}\n`;
