import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  openPlatform,
  type Platform,
  processModule,
  type RunningService,
  type Served,
  type ServiceModule,
  startService,
} from '@talentloop/service-host';
import { createHttpApp, type KnownRoute } from '@talentloop/http';
import { testDatabase } from '../test-database';
import { Caller } from './caller';

/** A process of the services under test, on a database of its own, listening on loopback. */
export interface TestInstallation {
  readonly url: string;
  readonly connectionString: string;
  readonly platform: Platform;
  readonly running: readonly RunningService[];
  /** Every route that the router has. */
  readonly routes: readonly KnownRoute[];
  /** A client with a development token. For `talent` it needs the id of the talent. */
  as(persona: string, talentId?: string): Caller;
  /** Moves the clock of the installation, `PT48H`. */
  advance(duration: string): Promise<void>;
  stop(): Promise<void>;
}

/** The broker and the event store that a suite has started; else the database is both. */
const engines = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => /^(KAFKA_|EVENT_?STORE_?)/.test(name)),
  );

/** Starts the services in one process, in every role, over real HTTP and real PostgreSQL. */
export const startForTest = async (
  ...modules: readonly ServiceModule[]
): Promise<TestInstallation> => {
  const database = await testDatabase();
  const app = await startOn(database.connectionString, modules);
  return {
    ...app,
    async stop() {
      await app.stop();
      await database.drop();
    },
  };
};

const startServices = (
  modules: readonly ServiceModule[],
  platform: Platform,
): Promise<readonly Served[]> =>
  Promise.all(
    modules.map(async (module) => ({
      module,
      running: await startService(module.service, platform, 'both'),
    })),
  );

const advanceClock = async (url: string, duration: string): Promise<void> => {
  const moved = await new Caller(url).post('/dev/clock', { advance: duration });
  if (moved.status !== 200) throw new Error(`the clock did not move: ${moved.status}`);
};

/** The same on a database of the caller's, with settings as an operator may have them. */
export const startOn = async (
  connectionString: string,
  modules: readonly ServiceModule[],
  settings: Readonly<Record<string, string>> = {},
): Promise<TestInstallation> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'talentloop-test-'));
  const environment = { ...engines(), ...settings, TALENTLOOP_TRUST: folder, NODE_ENV: 'test' };
  const platform = await openPlatform(environment, { name: 'test', connectionString });
  const served = await startServices(modules, platform);
  const running = served.map((it) => it.running);
  const { log: logger, limits } = platform;
  const http = await createHttpApp(processModule(platform, running, served), {
    title: 'test',
    logger,
    admission: limits.admission,
  });
  await http.app.listen(0, '127.0.0.1');
  const url = await http.app.getUrl();
  await Promise.all(running.map(({ caughtUp }) => caughtUp));
  return {
    url,
    connectionString,
    platform,
    running,
    routes: http.routes.all(),
    as: (persona, talentId) => new Caller(url, persona, talentId),
    advance: (duration) => advanceClock(url, duration),
    async stop() {
      await http.drain.drain();
      await Promise.all(running.map((service) => service.stop()));
      await platform.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
