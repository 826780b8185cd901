import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import {
  Decisions,
  derivedId,
  EventCodecs,
  from,
  give,
  process,
  systemClock,
} from '@talentloop/event-sourcing';
import { InMemoryEventStore } from '@talentloop/event-store-memory';
import { GivenKeyEncryptionKeys, InMemoryKeyStore, KeyRing, newKeyLine } from '@talentloop/privacy';
import { FollowUps } from '@talentloop/processes';
import { WORKER } from '@talentloop/testing';
import { createSecretKey } from 'node:crypto';
import { thingExemplars } from '../example/exemplars';
import type { ThingCommand } from '../example/commands';
import { isAdded, thing } from '../example/thing';
import { ThingView } from '../example/thing.dto';
import {
  CommandRunner,
  created,
  DECISIONS,
  defineResource,
  ExecuteModule,
  executeProvider,
  ResourceCommands,
  type ResourceRequest,
} from '../index';
import { problems } from '../example/problems';
import { thingCodecs } from './thing-codecs';

const sharedThing = { ...thing, shared: true } as const;

const ID = '6f1d2b3a-0000-4000-8000-00000000000';
const FOLLOWER = `${ID}9`;
const shelf = { ...thing, category: 'shelf' } as const;

/** One thing and a shelf hear of every thing that is scrapped. */
const followScrapped = process('follow-scrapped', [
  from(sharedThing, {
    ThingScrapped: () => [
      give(shelf, 'a shelf', { type: 'ScrapThing', data: {} }),
      give(sharedThing, FOLLOWER, { type: 'RenameThing', data: { name: 'Only one' } }),
    ],
  }),
]);

const resource = (continuesItsJourney: boolean) =>
  defineResource({
    decider: sharedThing,
    exemplars: thingExemplars,
    path: 'things',
    body: ThingView,
    exists: isAdded,
    scopeOf: ({ centre }) => ({ centre }),
    view: ({ status }) => ({ status }),
    read: { caseworker: 'centre' },
    problems,
    followUps: { process: followScrapped, to: sharedThing },
    actions: {},
    ...(continuesItsJourney && { continuesItsJourney }),
  });

const store = new InMemoryEventStore();
const keyRing = new KeyRing(new InMemoryKeyStore(), new GivenKeyEncryptionKeys(newKeyLine(1)));
const codecs = new EventCodecs([thingCodecs], keyRing);
const decisions = new Decisions({ store, codecs, clock: systemClock });
const service = { name: 'things', schema: 'things' };
const runner = new CommandRunner(store, service, problems, createSecretKey(Buffer.alloc(32)));

@Module({
  imports: [ExecuteModule],
  providers: [{ provide: DECISIONS, useValue: decisions }, executeProvider([sharedThing])],
})
class Things {}

let close: () => Promise<void>;
let bus: CommandBus;
beforeAll(async () => {
  const app = await NestFactory.createApplicationContext(Things, { logger: false });
  await app.init();
  bus = app.get(CommandBus, { strict: false });
  close = () => app.close();
});
afterAll(() => close());

/** The commands that the process gave. */
const followedUp: { readonly category: string; readonly commandId: string }[] = [];
let isAway = false;
const followUps = new FollowUps(({ category, id, command }, context) => {
  if (isAway) throw new Error('the store is away');
  followedUp.push({ category, commandId: context.commandId });
  return decisions.execute(sharedThing, id, command as ThingCommand, context);
});

const commandsOf = (continuesItsJourney: boolean) =>
  new ResourceCommands(
    resource(continuesItsJourney),
    bus,
    runner,
    decisions,
    systemClock,
    followUps,
  );

let commands = 0;

const on = (id: string, over: Partial<ResourceRequest> = {}): ResourceRequest => {
  commands += 1;
  const commandId = `command-${commands}`;
  const subject = { id: 'worker-1', roles: ['caseworker'], centre: 'loop-onsite' } as const;
  return {
    id,
    subject,
    actor: WORKER,
    commandId,
    hasKey: false,
    body: {},
    language: 'en',
    visible: { centre: 'loop-onsite' },
    partIds: {},
    commandIdAt: () => commandId,
    ...over,
  };
};

const added = async (digit: number): Promise<string> => {
  const id = `${ID}${digit}`;
  const data = { name: 'Ladder', centre: 'loop-onsite' };
  await commandsOf(false).create(on(id), id, { type: 'AddThing', data }, 'journey-1');
  return id;
};

const journeysOf = async (id: string): Promise<readonly string[]> => {
  const events = await codecs.decode(await store.readStream(`thing-${id}`));
  return events.map(({ meta }) => meta.correlationId);
};

it('begins a journey for a command on a shared stream, or continues its own', async () => {
  const rename = (name: string) => ({ type: 'RenameThing', data: { name } }) as const;
  const id = await added(1);
  await commandsOf(true).give(on(id), rename('Steps'));
  await commandsOf(false).give(on(id), rename('Saw'));
  await commandsOf(true).give(on(id, { correlationId: 'journey-2' }), rename('Drill'));
  const [first, second, third, fourth] = await journeysOf(id);
  expect([first, second, fourth]).toEqual(['journey-1', 'journey-1', 'journey-2']);
  expect(third).not.toBe('journey-1');
});

it('adds a part under an id that a repetition makes again', async () => {
  const id = await added(2);
  const request = on(id);
  const ids: string[] = [];
  const answer = await commandsOf(false).add(request, 'remarkId', (remarkId) => {
    ids.push(remarkId);
    return { type: 'MakeRemark', data: { remarkId, text: 'Wobbles.' } };
  });
  expect(answer).toMatchObject({
    status: 201,
    body: { id, revision: 1, remarkId: ids[0] },
    headers: { location: `/things/${id}` },
  });
});

it('does several appends under one claim, each once', async () => {
  const id = await added(3);
  const things = commandsOf(false);
  let done = 0;
  const twice = () =>
    things.inSteps(
      on(id, { hasKey: true, commandId: 'steps', commandIdAt: () => 'steps' }),
      async (found, context) => {
        expect(context).not.toHaveProperty('claim');
        done += 1;
        const command = { type: 'RenameThing', data: { name: `${found.state.name}!` } } as const;
        return decisions.execute(sharedThing, found.id, command, context);
      },
      (receipt) => created(`/things/${id}`, receipt),
    );
  const [first, again] = [await twice(), await twice()];
  expect([first.status, first.body, done]).toEqual([201, again.body, 1]);
});

it('finds nothing that the caller does not see, before anything is done', async () => {
  const id = await added(4);
  const elsewhere = on(id, { visible: { centre: 'online' } });
  const things = commandsOf(false);
  const refused = { status: 404, code: 'not-found' };
  await expect(things.get(elsewhere)).rejects.toMatchObject(refused);
  const scrap = { type: 'ScrapThing', data: {} } as const;
  await expect(things.give(elsewhere, scrap)).rejects.toMatchObject(refused);
  await expect(
    things.inSteps(elsewhere, () => Promise.reject(new Error('done'))),
  ).rejects.toMatchObject(refused);
  expect(await journeysOf(id)).toHaveLength(1);
});

describe('what other streams hear before the answer', () => {
  const scrap = { type: 'ScrapThing', data: {} } as const;
  beforeEach(() => {
    followedUp.length = 0;
    isAway = false;
  });

  it('are the commands of the process for one decider, under the ids of the process', async () => {
    const [id] = [await added(5), await added(9)];
    await commandsOf(false).give(on(id), scrap);
    const [, scrapped] = await codecs.decode(await store.readStream(`thing-${id}`));
    const commandId = derivedId(scrapped?.id ?? '', followScrapped.name, 1);
    expect(followedUp).toEqual([{ category: 'thing', commandId }]);
    const [, heard] = await codecs.decode(await store.readStream(`thing-${FOLLOWER}`));
    expect(heard).toMatchObject({ type: 'ThingRenamed', meta: { commandId, actor: WORKER } });
  });

  it('follow what several appends come to as well', async () => {
    const id = await added(6);
    await commandsOf(false).inSteps(on(id), (found, context) =>
      decisions.execute(sharedThing, found.id, scrap, context),
    );
    expect(followedUp).toHaveLength(1);
  });

  it('are left to the process when they fail, and the caller is answered', async () => {
    const id = await added(7);
    isAway = true;
    const answer = await commandsOf(false).give(on(id), scrap);
    expect(answer).toMatchObject({ status: 200, body: { id, revision: 1 } });
    expect(followedUp).toEqual([]);
  });
});
