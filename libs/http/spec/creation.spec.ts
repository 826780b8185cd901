import type { Persona } from '@talentloop/access';
import { type Command, derivedId } from '@talentloop/event-sourcing';
import type { ThingCommand } from '../example/commands';
import { RenameRequest } from '../example/thing.dto';
import { creates } from '../index';
import type { Creation } from '../resources/action';
import { thingsApp, type ThingsApp } from './things-app';

let app: ThingsApp;
beforeAll(async () => {
  app = await thingsApp();
});
afterAll(() => app.close());

const ask = async (
  payload: object,
  { persona = 'supervisor', ...headers }: { persona?: Persona; 'idempotency-key'?: string } = {},
) => {
  const authorization = `Bearer ${await app.token(persona)}`;
  const headersOfAll = { authorization, ...headers };
  return app.app.inject({ method: 'POST', url: '/ladders', payload, headers: headersOfAll });
};

const see = async (url: string, persona: Persona = 'supervisor') => {
  const authorization = `Bearer ${await app.token(persona)}`;
  return app.app.inject({ method: 'GET', url, headers: { authorization } });
};

describe('a resource that the library makes', () => {
  it('is made at its path, by whom and of what the request says', async () => {
    const made = await ask({ name: 'Steps' });
    const { id } = made.json<{ id: string }>();
    expect([made.statusCode, made.headers['location']]).toEqual([201, `/ladders/${id}`]);
    expect(made.json()).toEqual({ id, revision: 0 });
    const seen = (await see(`/ladders/${id}`)).json<object>();
    expect(seen).toMatchObject({ id, name: 'Steps 36', centre: 'loop-onsite' });
    expect((await see(`/ladders/${id}`, 'caseworker-online')).statusCode).toBe(404);
  });

  it('is one under one Idempotency-Key, and its id follows from the command', async () => {
    const key = { 'idempotency-key': 'k' };
    const [first, again] = [await ask({ name: 'A' }, key), await ask({ name: 'A' }, key)];
    expect([again.statusCode, again.body]).toEqual([201, first.body]);
    const commandId = derivedId('', 'supervisor', 'POST', '/ladders', 'k');
    expect(first.json()).toMatchObject({ id: derivedId(commandId, 'thing') });
    expect((await ask({ name: 'B' }, key)).statusCode).toBe(422);
    expect((await ask({ name: 'A' })).json()).not.toEqual(first.json());
  });

  it('is made of a good body only, and by whom the rule names', async () => {
    const wrong = await ask({ name: 7, colour: 'red' });
    const pointers = wrong.json<{ errors: { pointer: string }[] }>().errors;
    expect(wrong.statusCode).toBe(400);
    expect(new Set(pointers.map(({ pointer }) => pointer))).toEqual(new Set(['/name', '/colour']));
    expect((await ask({ name: 'A' }, { persona: 'auditor' })).statusCode).toBe(403);
  });

  it('is not made by a caller whom the rule grants nothing, for want of a centre', async () => {
    expect((await ask({ name: 'A' }, { persona: 'housing-officer' })).statusCode).toBe(403);
  });

  it('is documented as a controller written by hand would be', async () => {
    const document = (await see('/openapi.json')).json();
    const { post } = document.paths['/ladders'];
    expect(post).toMatchObject({
      operationId: 'Ladders.add',
      tags: ['ladders'],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/LadderRequest' } } },
      },
      responses: { 201: { $ref: '#/components/responses/answer-201' } },
    });
  });
});

/** Whether this creation may stand in a thing's resource. */
type Fits<C extends Command> = Creation<C> extends Creation<ThingCommand> ? 'fits' : 'refused';

it('takes a command of its own aggregate only, of a body that fits its data', () => {
  const right: Fits<Command<'AddThing', { readonly name: string; readonly centre: string }>> =
    'fits';
  const other: Fits<Command<'PaintThing', RenameRequest>> = 'refused';
  const without: Fits<Command<'AddThing', RenameRequest>> = 'refused';
  expect([right, other, without]).toEqual(['fits', 'refused', 'refused']);
});

it('gives the fields of the body as they are, unless it says otherwise', () => {
  const creation = creates('RenameThing', { caseworker: 'centre' }, RenameRequest);
  const body = Object.assign(new RenameRequest(), { name: 'Steps' });
  const request = { id: 'x', commandId: 'c', hasKey: false, body: {}, language: 'en' } as const;
  const of = { subject: { id: 's', roles: [] }, actor: { id: 's', roles: [] } };
  const command = creation.commandFor(body, { ...request, ...of });
  expect(command).toEqual({ type: 'RenameThing', data: { name: 'Steps' } });
});
