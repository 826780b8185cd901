import { languages } from '@talentloop/locale';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { GeneralCode, GeneralProblem } from './problem-catalogue';
import { rolesIn } from '@talentloop/access';
import type { RouteTraits } from './route';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type Components = NonNullable<OpenAPIObject['components']>;
type Parameter = NonNullable<Operation['parameters']>[number];

const inHeader = (name: string, description: string, schema: object): Parameter => ({
  name,
  in: 'header',
  required: false,
  description,
  schema,
});

const language = inHeader('Accept-Language', 'The language of titles, labels and messages.', {
  type: 'string',
  enum: [...languages],
});
const consistency = inHeader(
  'Consistency-Token',
  'From the answer to a command. This answer then includes that write, or is 503 after 2 s.',
  { type: 'string' },
);
const commandHeaders = [
  inHeader(
    'Idempotency-Key',
    'A repeated request with the same key and body gets the same answer for 24 hours.',
    {
      type: 'string',
      minLength: 1,
      maxLength: 255,
    },
  ),
  inHeader(
    'If-Match',
    'The ETag that you have read. The answer is 412 if the resource has changed.',
    { type: 'string' },
  ),
  inHeader('X-Correlation-Id', 'The id of the journey that a new resource begins.', {
    type: 'string',
    format: 'uuid',
  }),
];

const statusesOf = (method: string, traits: RouteTraits): readonly GeneralCode[] => {
  const always: GeneralCode[] = ['malformed-request', 'too-many-requests', 'unavailable'];
  const gate: GeneralCode[] = traits.public ? [] : ['unauthenticated', 'forbidden', 'not-found'];
  const body: GeneralCode[] =
    method === 'get' ? [] : ['payload-too-large', 'unsupported-media-type'];
  const command: GeneralCode[] =
    method === 'get' || traits.public
      ? []
      : ['conflict', 'stale-revision', 'idempotency-key-reused'];
  return [...always, ...gate, ...body, ...command];
};

const statusOf: Partial<Record<GeneralCode, string>> = {
  'malformed-request': '400',
  unauthenticated: '401',
  forbidden: '403',
  'not-found': '404',
  conflict: '409',
  'stale-revision': '412',
  'payload-too-large': '413',
  'unsupported-media-type': '415',
  'idempotency-key-reused': '422',
  'too-many-requests': '429',
  unavailable: '503',
};

/** Adds to one operation what holds for all: problems, headers, and who may call it. */
export const operationConventions = (
  operation: Operation,
  method: string,
  traits: RouteTraits,
): void => {
  for (const code of statusesOf(method, traits)) {
    const status = statusOf[code];
    if (status) operation.responses[status] ??= { $ref: `#/components/responses/${code}` };
  }
  if (method !== 'get' && !traits.public) documentCommand(operation);
  if (traits.multipart) operation.requestBody = fileBody;
  const command = method !== 'get' && !traits.public ? commandHeaders : [];
  const read = method === 'get' && !traits.public ? [consistency] : [];
  operation.parameters = [...(operation.parameters ?? []), ...command, ...read, language];
  if (traits.public) {
    operation.security = [];
    return;
  }
  // OpenAPI 3.1 lets any scheme list the roles that it needs, of which one suffices.
  operation.security = rolesIn(traits.rule ?? {}).map((role) => ({ bearer: [role] }));
};

const fileBody = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: { type: 'object', required: ['file'], properties: { file: { type: 'string' } } },
    },
  },
};

/** A command that was done before, or that creates nothing, is 200; one that creates is 201. */
const documentCommand = (operation: Operation): void => {
  for (const status of ['200', '201']) {
    const own = operation.responses[status];
    if (!own || ('description' in own && !own.content)) {
      operation.responses[status] = { $ref: `#/components/responses/answer-${status}` };
    }
  }
};

const answerSchema = {
  type: 'object',
  required: ['id', 'revision'],
  properties: { id: { type: 'string' }, revision: { type: 'integer', minimum: 0 } },
  additionalProperties: true,
};

const answerResponse = (description: string, headers: readonly string[]): object => ({
  description,
  headers: Object.fromEntries(headers.map((name) => [name, { schema: { type: 'string' } }])),
  content: { 'application/json': { schema: { $ref: '#/components/schemas/CommandAnswer' } } },
});

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    code: { type: 'string', description: 'kebab-case, stable' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'message'],
        properties: { pointer: { type: 'string' }, message: { type: 'string' } },
      },
    },
    details: { type: 'object', additionalProperties: true },
  },
};

/** The problem's schema, and one response for each general problem. */
export const problemComponents = (
  catalogue: Readonly<Record<GeneralCode, GeneralProblem>>,
): Required<Pick<Components, 'schemas' | 'responses'>> => ({
  schemas: { Problem: problemSchema, CommandAnswer: answerSchema },
  responses: Object.fromEntries([
    ['answer-200', answerResponse('Done', ['ETag', 'Consistency-Token'])],
    ['answer-201', answerResponse('Created', ['Location', 'ETag', 'Consistency-Token'])],
    ...Object.entries(catalogue).map(([code, { title }]) => [
      code,
      {
        description: title.en,
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    ]),
  ]),
});
