import { randomUUID } from 'node:crypto';
import {
  type EventStore,
  hashOf,
  type StoredEvent,
  StoreUnavailable,
} from '@talentloop/event-sourcing';
import { appendOf, enveloped, until } from '@talentloop/testing';
import { seed } from '../faults/steps/counts';
import { Installation } from '../faults/steps/installation';
import { KilledJourneys } from '../faults/steps/kills';
import { randomFrom } from '../faults/steps/random';
import { eventCounts, settled } from '../journeys/steps/settled';
import { amount } from '../setup/amounts';
import { Logs, newNamespace, type ServedLogs, serveServices } from './logs';
import { StandInProcess } from './stand-in-process';

const KILLS = amount('TALENTLOOP_KILLS', 6, 100);
const KILLING_MS_MAX = 120_000 + KILLS * 20_000;

describe('a server that is killed in the middle of appends', () => {
  let server: StandInProcess;
  let logs: Logs;

  beforeAll(async () => {
    server = new StandInProcess();
    await server.start();
    const { connectionString } = server;
    logs = await Logs.start({ connectionString, stop: () => server.remove() });
  });
  afterAll(() => logs.stop());

  /** How often a store was found to be away. */
  let refusals = 0;

  /** Appends one command to the end of a stream, and repeats it until it is known to be stored. */
  const appendOnce = async (store: EventStore, stream: string): Promise<string> => {
    const commandId = randomUUID();
    const isThere = async (): Promise<boolean> => {
      try {
        if ((await store.readCommand(stream, commandId)).length > 0) return true;
        const end = (await store.readStream(stream)).at(-1);
        const events = enveloped(stream, { commandId, data: [{}, {}], ...(end && { end }) });
        await store.append(appendOf(events));
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        refusals += 1;
      }
      return false;
    };
    await until('the command is there', isThere, KILLING_MS_MAX);
    return commandId;
  };

  /** Each stream of the log holds its revisions and hashes as a chain without a gap. */
  const expectChains = (log: readonly StoredEvent[]): void => {
    for (const stream of new Set(log.map((event) => event.stream))) {
      log
        .filter((event) => event.stream === stream)
        .forEach((event, i, all) => {
          expect([event.revision, event.hash]).toEqual([i, hashOf(event)]);
          expect(event.previousHash).toBe(all[i - 1]?.hash ?? '0'.repeat(64));
        });
    }
  };

  it(
    `has each command once, in order, for writers and for readers: ${KILLS} kills`,
    async () => {
      const schema = newNamespace();
      const stores = [await logs.open({ schema }), await logs.open({ schema })];
      const [reader = new Error('no store')] = stores;
      if (reader instanceof Error) throw reader;
      const random = randomFrom(seed);
      const stop = new AbortController();
      const seen: StoredEvent[] = [];
      const reading = (async () => {
        const options = { after: 0, batchSize: 20, signal: stop.signal };
        for await (const batch of reader.subscribe(options)) seen.push(...batch);
      })();
      let killing = true;
      const commands: string[] = [];
      const writers = stores.flatMap((store, at) =>
        [0, 1, 2].map(async (n) => {
          while (killing) commands.push(await appendOnce(store, `thing-${(at + n) % 3}`));
        }),
      );
      for (let kill = 0; kill < KILLS; kill += 1) {
        const enough = commands.length + 10 + Math.floor(random() * 10);
        await until('it is at work', () => commands.length >= enough, 20_000);
        await server.kill();
        const refused = refusals + Math.floor(random() * 6);
        await until('writers find it away', () => refusals >= refused, 20_000);
        await server.start();
      }
      killing = false;
      await Promise.all(writers);
      const log = await reader.readAll({ after: 0, limit: 1_000_000 });
      await until('all is read', () => seen.length >= log.length);
      stop.abort();
      await reading;
      expect(seen).toEqual(log);
      expect(commands.length).toBeGreaterThanOrEqual(KILLS * 10);
      expect(log).toHaveLength(commands.length * 2);
      expect(new Set(log.map(({ id }) => id)).size).toBe(log.length);
      expectChains(log);
    },
    KILLING_MS_MAX,
  );
});

describe('the services, killed on EventStoreDB', () => {
  let served: ServedLogs;
  let installation: Installation;

  beforeAll(async () => {
    served = await serveServices();
    installation = await Installation.create();
  }, 90_000);

  afterAll(async () => {
    await installation.remove();
    await served.stop();
  }, 30_000);

  it(
    `lose nothing and do nothing twice, ${KILLS} kills (seed ${seed})`,
    async () => {
      const counted = async () => {
        const postgres = await installation.connectionString();
        await settled(postgres);
        return eventCounts(postgres);
      };
      const journeys = new KilledJourneys({ installation, counted, seed });
      expect(await journeys.rehearse()).toBeGreaterThan(60);
      await journeys.survive(KILLS);
    },
    KILLING_MS_MAX,
  );
});
