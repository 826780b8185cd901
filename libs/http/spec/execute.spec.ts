import {
  type DynamicModule,
  type INestApplicationContext,
  Module,
  type Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { Decisions, EventCodecs, systemClock } from '@talentloop/event-sourcing';
import { InMemoryEventStore } from '@talentloop/event-store-memory';
import { GivenKeyEncryptionKeys, InMemoryKeyStore, KeyRing, newKeyLine } from '@talentloop/privacy';
import { WORKER } from '@talentloop/testing';
import { thing } from '../example/thing';
import { DECISIONS, Execute, ExecuteModule, executeProvider } from '../index';
import { thingCodecs } from './thing-codecs';

/** The same aggregate in another service: a decider of its own. */
const thingElsewhere = { ...thing };

class First {}
class Second {}

const service = (module: Type, decider: typeof thing) => {
  const store = new InMemoryEventStore();
  const keyRing = new KeyRing(new InMemoryKeyStore(), new GivenKeyEncryptionKeys(newKeyLine(1)));
  const codecs = new EventCodecs([thingCodecs], keyRing);
  const decisions = new Decisions({ store, codecs, clock: systemClock });
  const imported: DynamicModule = {
    module,
    imports: [ExecuteModule],
    providers: [{ provide: DECISIONS, useValue: decisions }, executeProvider([decider])],
  };
  return { store, imported };
};

const running: INestApplicationContext[] = [];
afterEach(async () => {
  for (const app of running.splice(0)) await app.close();
});

const start = async (...imports: readonly DynamicModule[]): Promise<CommandBus> => {
  @Module({ imports: [...imports] })
  class Root {}
  const app = await NestFactory.createApplicationContext(Root, {
    logger: false,
    abortOnError: false,
  });
  running.push(app);
  await app.init();
  return app.get(CommandBus, { strict: false });
};

const adding = (decider: typeof thing, commandId: string) =>
  new Execute(
    decider,
    'a',
    { type: 'AddThing', data: { name: 'Ladder', centre: 'loop-onsite' } },
    { actor: WORKER, commandId },
  );

it('reaches the log of the service whose decider it names', async () => {
  const [first, second] = [service(First, thing), service(Second, thingElsewhere)];
  const bus = await start(first.imported, second.imported);
  await bus.execute(adding(thing, 'one'));
  expect([await first.store.head(), await second.store.head()]).toEqual([1, 0]);
  await bus.execute(adding(thingElsewhere, 'two'));
  expect([await first.store.head(), await second.store.head()]).toEqual([1, 1]);
});

it('reaches the log of its own application, where several run in one process', async () => {
  const [first, second] = [service(First, thing), service(First, thing)];
  const [here, there] = [await start(first.imported), await start(second.imported)];
  await there.execute(adding(thing, 'one'));
  expect([await first.store.head(), await second.store.head()]).toEqual([0, 1]);
  expect(await here.execute(adding(thing, 'one'))).toMatchObject({ revision: 0, position: 1 });
});

it('answers what the decider answers', async () => {
  const bus = await start(service(First, thing).imported);
  const scrap = { type: 'ScrapThing', data: {} } as const;
  const refused = new Execute(thing, 'a', scrap, { actor: WORKER, commandId: 'one' });
  expect(await bus.execute(refused)).toEqual({ rejected: 'not-added' });
});

it('is refused for a decider that no service here has', async () => {
  const bus = await start(service(First, thing).imported);
  const asked = bus.execute(adding(thingElsewhere, 'one'));
  await expect(asked).rejects.toThrow('no service here decides about thing');
});

it('does not start where two services have one decider', async () => {
  const started = start(service(First, thing).imported, service(Second, thing).imported);
  await expect(started).rejects.toThrow('two services share a decider');
});
