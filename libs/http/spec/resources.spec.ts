import type { Persona } from '@talentloop/access';
import type { Command } from '@talentloop/event-sourcing';
import { itFollowsItsExemplars } from '@talentloop/testing';
import type { ThingCommand } from '../example/commands';
import { thingExemplars } from '../example/exemplars';
import { thing } from '../example/thing';
import type { RemarkRequest, RenameRequest } from '../example/thing.dto';
import type { Action, RoutedAction } from '../resources/action';
import { thingsApp, type ThingsApp } from './things-app';

let app: ThingsApp;
beforeAll(async () => {
  app = await thingsApp();
});
afterAll(() => app.close());

const ask = async (
  method: 'GET' | 'POST',
  url: string,
  persona: Persona = 'supervisor',
  { body, ...headers }: { readonly body?: object; readonly [header: string]: unknown } = {},
) => {
  const authorization = `Bearer ${await app.token(persona)}`;
  return app.app.inject({
    method,
    url,
    ...(body && { payload: body }),
    headers: { authorization, ...headers },
  });
};

interface Seen {
  readonly id: string;
  readonly revision: number;
  readonly name: string;
  readonly correlationId: string;
  readonly remarks?: readonly {
    readonly remarkId: string;
    readonly text: string;
    readonly allowedActions: readonly { readonly action: string; readonly href: string }[];
  }[];
  readonly allowedActions: readonly { readonly action: string; readonly href: string }[];
}

const see = async (id: string, persona?: Persona): Promise<Seen> =>
  (await ask('GET', `/things/${id}`, persona)).json<Seen>();

const add = async (body: object = { name: 'Ladder' }): Promise<string> =>
  (await ask('POST', '/things', 'supervisor', { body })).json<Seen>().id;

const remark = async (id: string, text = 'Wobbles.'): Promise<string> => {
  const answer = await ask('POST', `/things/${id}/remarks`, 'supervisor', { body: { text } });
  return answer.json<{ remarkId: string }>().remarkId;
};

const actionsOf = ({ allowedActions }: Pick<Seen, 'allowedActions'>): readonly string[] =>
  allowedActions.map(({ action }) => action);

itFollowsItsExemplars(thing, thingExemplars);

describe('a resource', () => {
  it('is shown with the head that all have, its fields and its ETag', async () => {
    const id = await add();
    const answer = await ask('GET', `/things/${id}`);
    const { createdAt, updatedAt, correlationId, allowedActions, ...rest } = answer.json();
    expect(rest).toEqual({
      id,
      revision: 0,
      status: 'kept',
      name: 'Ladder',
      centre: 'loop-onsite',
      remarks: [],
    });
    expect([createdAt, typeof correlationId]).toEqual([updatedAt, 'string']);
    expect(allowedActions).not.toEqual([]);
    expect(answer.headers['etag']).toBe('"0"');
  });

  it('is made at its path, and only once under one id', async () => {
    const made = await ask('POST', '/things', 'supervisor', {
      body: { name: 'Saw', serial: 'S1' },
    });
    const { id } = made.json();
    expect([made.statusCode, made.headers['location']]).toEqual([201, `/things/${id}`]);
    expect(made.json()).toEqual({ id, revision: 0 });
    const again = await ask('POST', '/things', 'supervisor', {
      body: { name: 'Saw', serial: 'S1' },
    });
    expect(again.json()).toMatchObject({ status: 409, code: 'already-added' });
  });

  it('is found by its id in any case, and by what else it is known by', async () => {
    const id = await add({ name: 'Drill', serial: 'D 1' });
    for (const text of [id, id.toUpperCase(), 'no-D%201'])
      expect(await see(text)).toMatchObject({ id, name: 'Drill' });
    const renamed = await ask('POST', '/things/no-D%201/rename', 'supervisor', {
      body: { name: 'Driller' },
    });
    expect(renamed.json()).toEqual({ id, revision: 1 });
    for (const text of ['no-D2', 'D 1', id.replaceAll('-', ''), '0'.repeat(36)])
      expect((await ask('GET', `/things/${text}`)).statusCode).toBe(404);
  });

  it('is one under one Idempotency-Key, however it is called', async () => {
    const id = await add({ name: 'Vice', serial: 'V1' });
    const key = { 'idempotency-key': 'k', body: { text: 'Loose.' } };
    const first = await ask('POST', `/things/${id}/remarks`, 'supervisor', key);
    for (const text of ['no-V1', id.toUpperCase()]) {
      const again = await ask('POST', `/things/${text}/remarks`, 'supervisor', key);
      expect([again.statusCode, again.body]).toEqual([201, first.body]);
    }
    expect((await see(id)).remarks).toHaveLength(1);
  });

  it('shows some of its fields to some callers only', async () => {
    const id = await add();
    await remark(id);
    expect(await see(id, 'caseworker')).toHaveProperty('remarks');
    expect(await see(id, 'auditor')).toHaveProperty('remarks');
    expect(await see(id, 'housing-officer')).not.toHaveProperty('remarks');
  });

  it('says what was erased, at any depth', async () => {
    const id = await add();
    await remark(id);
    expect((await see(id)).remarks).toMatchObject([{ text: 'Wobbles.' }]);
    await app.erase(id);
    expect(await see(id)).toMatchObject({ name: 'Ladder', remarks: [{ text: '[erased]' }] });
  });
});

describe('its actions', () => {
  it('are offered by right and by what the decider grants', async () => {
    const id = await add();
    const all = ['rename', 'scrap', 'remarks', 'adopt-name', 'copies'];
    expect(actionsOf(await see(id))).toEqual(all);
    expect(actionsOf(await see(id, 'caseworker'))).toEqual(['rename', 'remarks', 'adopt-name']);
    expect(actionsOf(await see(id, 'housing-officer'))).toEqual(['rename']);
    expect(actionsOf(await see(id, 'auditor'))).toEqual([]);
    expect((await see(id)).allowedActions[0]?.href).toBe(`/things/${id}/rename`);
    await ask('POST', `/things/${id}/scrap`);
    // What is done to another aggregate is not for this decider to refuse.
    expect(actionsOf(await see(id))).toEqual(['copies']);
  });

  it('are granted where they are offered, and refused where they are not', async () => {
    const bodies = new Map<string, object>([
      ['rename', { name: 'Steps' }],
      ['remarks', { text: 'x' }],
      ['adopt-name', { of: await add({ name: 'Other' }) }],
    ]);
    for (const scrapped of [false, true]) {
      for (const action of ['rename', 'remarks', 'adopt-name', 'scrap']) {
        const id = await add();
        if (scrapped) await ask('POST', `/things/${id}/scrap`);
        const offered = actionsOf(await see(id)).includes(action);
        const body = bodies.get(action);
        const url = `/things/${id}/${action}`;
        const { statusCode } = await ask('POST', url, 'supervisor', body ? { body } : {});
        // Scrapping what is scrapped finds it so already.
        const expected = offered ? [200, 201] : [action === 'scrap' ? 200 : 409];
        expect([action, expected.includes(statusCode)]).toEqual([action, true]);
      }
    }
  });

  it('answer 201 and the id of the part that they make', async () => {
    const id = await add();
    const answer = await ask('POST', `/things/${id}/remarks`, 'caseworker', {
      body: { text: 'Wobbles.' },
    });
    const { remarkId } = answer.json();
    expect([answer.statusCode, answer.headers['location']]).toEqual([201, `/things/${id}`]);
    expect(answer.json()).toEqual({ id, revision: 1, remarkId });
    expect((await see(id)).remarks).toMatchObject([{ remarkId, text: 'Wobbles.' }]);
  });

  it('may have a controller of their own, which finds what it needs', async () => {
    const [id, other] = [await add(), await add({ name: 'Saw' })];
    const url = `/things/${id}/adopt-name`;
    const adopted = await ask('POST', url, 'caseworker', { body: { of: other } });
    expect(adopted.json()).toEqual({ id, revision: 1 });
    expect(await see(id)).toMatchObject({ name: 'Saw' });
    const unknown = await ask('POST', url, 'caseworker', { body: { of: 'no-such' } });
    expect(unknown.statusCode).toBe(404);
  });

  it('may make another resource, in the journey of this one', async () => {
    const id = await add();
    const made = await ask('POST', `/things/${id}/copies`);
    const copy = made.json();
    expect([made.statusCode, made.headers['location']]).toEqual([201, `/things/${copy.id}`]);
    const [first, second] = [await see(id), await see(copy.id)];
    expect(second).toMatchObject({ name: first.name, correlationId: first.correlationId });
    const journey = '0a1b2c3d-0000-4000-8000-000000000001';
    const other = await ask('POST', `/things/${id}/copies`, 'supervisor', {
      'x-correlation-id': journey,
    });
    expect(await see(other.json().id)).toMatchObject({ correlationId: journey });
  });

  it('may make other data of the body', async () => {
    const id = await add();
    await ask('POST', `/things/${id}/rename`, 'supervisor', { body: { name: ' Steps ' } });
    expect(await see(id)).toMatchObject({ name: 'Steps' });
  });

  it('keep to If-Match', async () => {
    const id = await add();
    const body = { name: 'Steps' };
    const stale = await ask('POST', `/things/${id}/rename`, 'supervisor', {
      body,
      'if-match': '"4"',
    });
    expect(stale.json()).toMatchObject({ status: 412, code: 'stale-revision' });
  });
});

describe('its parts', () => {
  it('have actions of their own, offered part by part', async () => {
    const id = await add();
    const [first, second] = [await remark(id), await remark(id)];
    const href = `/things/${id}/remarks/${first}/settle`;
    expect((await see(id)).remarks?.[0]?.allowedActions).toEqual([{ action: 'settle', href }]);
    const settled = await ask(
      'POST',
      href
        .toUpperCase()
        .replace('THINGS', 'things')
        .replace('REMARKS', 'remarks')
        .replace('SETTLE', 'settle'),
    );
    expect(settled.json()).toEqual({ id, revision: 3 });
    expect((await see(id)).remarks).toMatchObject([
      { remarkId: first, settled: true, allowedActions: [] },
      { remarkId: second, settled: false, allowedActions: [{ action: 'settle' }] },
    ]);
    expect((await see(id, 'auditor')).remarks?.map(actionsOf)).toEqual([[], []]);
  });

  it('are 404 when there is none, and refuse fields that they do not take', async () => {
    const id = await add();
    const none = await ask('POST', `/things/${id}/remarks/x/settle`);
    expect(none.statusCode).toBe(404);
    const surplus = await ask('POST', `/things/${id}/remarks/x/settle`, 'supervisor', {
      body: { why: 'x' },
    });
    expect(surplus.json()).toMatchObject({ status: 400, errors: [{ pointer: '/why' }] });
  });
});

it('documents its routes as a controller written by hand would', async () => {
  const document = (await ask('GET', '/openapi.json')).json();
  const { rename } = { rename: document.paths['/things/{id}/rename'].post };
  expect(rename).toMatchObject({
    operationId: 'Things.rename',
    tags: ['things'],
    requestBody: {
      required: true,
      content: { 'application/json': { schema: { $ref: '#/components/schemas/RenameRequest' } } },
    },
  });
  expect(rename.parameters[0]).toEqual({
    name: 'id',
    in: 'path',
    required: true,
    schema: { type: 'string' },
  });
  const settle = document.paths['/things/{id}/remarks/{remarkId}/settle'].post;
  expect(settle).toMatchObject({ operationId: 'Remarks.settle', tags: ['things'] });
  expect(settle).not.toHaveProperty('requestBody');
  const inPath = settle.parameters.filter((it: { in: string }) => it.in === 'path');
  expect(inPath.map(({ name }: { name: string }) => name).sort()).toEqual(['id', 'remarkId']);
  const one = document.paths['/things/{id}'].get;
  expect(one.operationId).toBe('Things.one');
  expect(JSON.stringify(one.responses['200'])).toContain('#/components/schemas/ThingView');
});

/** Whether an action may stand among a thing's. */
type Fits<C extends Command> = RoutedAction<C> extends Action<ThingCommand> ? 'fits' : 'refused';

it('takes commands of its own aggregate only, with bodies that fit their data', () => {
  const right: Fits<Command<'RenameThing', RenameRequest>> = 'fits';
  const unknown: Fits<Command<'PaintThing', RenameRequest>> = 'refused';
  const wrongBody: Fits<Command<'RenameThing', RemarkRequest>> = 'refused';
  const withoutBody: Fits<Command<'RenameThing', Record<never, never>>> = 'refused';
  const withoutId: Fits<Command<'MakeRemark', RemarkRequest>> = 'refused';
  const answers = [right, unknown, wrongBody, withoutBody, withoutId];
  expect(answers).toEqual(['fits', 'refused', 'refused', 'refused', 'refused']);
});
