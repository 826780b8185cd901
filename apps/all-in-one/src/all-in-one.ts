import {
  foldersOf,
  openPlatform,
  type Platform,
  processModule,
  type Served,
  startService,
} from '@talentloop/service-host';
import { startBundledPostgres } from '@talentloop/bundled-postgres';
import { createHttpApp, type DevelopmentClock } from '@talentloop/http';
import { writeRun } from '@talentloop/installation';
import { serviceModules } from './service-modules';

export interface AllInOneOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly port: number;
  readonly host: string;
}

export interface AllInOne {
  readonly url: string;
  readonly postgres: string;
  /** Sentences for the user who started the installation. */
  readonly notes: readonly string[];
  /** Resolves once every read model has caught up. */
  readonly ready: Promise<void>;
  /** Movable in development; absent in production. */
  readonly clock?: DevelopmentClock;
  stop(): Promise<void>;
}

const openDatabase = async (environment: AllInOneOptions['environment'], data: string) => {
  const given = environment['DATABASE_URL'];
  if (given) return { connectionString: given, notes: [], stop: () => Promise.resolve() };
  if (environment['NODE_ENV'] === 'production') {
    throw new Error('In production DATABASE_URL must name the database; none is bundled.');
  }
  const notes: string[] = [];
  const server = await startBundledPostgres({ dataDir: data, log: (line) => notes.push(line) });
  if (server.note) notes.push(server.note);
  return { connectionString: server.connectionString, notes, stop: () => server.stop() };
};

const startServices = (platform: Platform): Promise<readonly Served[]> =>
  Promise.all(
    serviceModules.map(async (module) => ({
      module,
      running: await startService(module.service, platform, 'both'),
    })),
  );

/**
 * Starts every service in every role in this process, on the bundled PostgreSQL or on DATABASE_URL.
 */
export const startAllInOne = async (options: AllInOneOptions): Promise<AllInOne> => {
  const { environment, port, host } = options;
  const { data } = foldersOf(environment);
  const database = await openDatabase(environment, data);
  const { connectionString } = database;
  const platform = await openPlatform(environment, { name: 'all-in-one', connectionString });
  const served = await startServices(platform);
  const running = served.map((it) => it.running);
  const http = await createHttpApp(processModule(platform, running, served), {
    title: 'TalentLoop',
    logger: platform.log,
    admission: platform.limits.admission,
  });
  await http.app.listen(port, host);
  const address = http.app.getHttpServer().address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  const url = `http://localhost:${bound}`;
  writeRun(data, {
    url,
    postgres: connectionString,
    processes: [{ service: 'all-in-one', role: 'api', pid: process.pid, port: bound }],
  });
  return {
    url,
    postgres: connectionString,
    notes: database.notes,
    ready: Promise.all(running.map(({ caughtUp }) => caughtUp)).then(() => undefined),
    ...(platform.development && { clock: platform.development.clock }),
    async stop() {
      await http.drain.drain();
      await Promise.all(running.map((service) => service.stop()));
      await platform.close();
      await database.stop();
    },
  };
};
