import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { removeBundledPostgres, startBundledPostgres } from '@talentloop/bundled-postgres';
import { kafkaJars } from '@talentloop/local-kafka';
import { Client } from 'pg';
import { StandIn } from '../../kurrentdb/stand-in';
import { type Running, RunningProcess } from './running';

export interface ServerStart {
  readonly environment: Readonly<Record<string, string>>;
  readonly address: string;
  /** The folder for its data. */
  readonly folder: string;
}

const ask = async (connectionString: string, ...statements: readonly string[]): Promise<void> => {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

const answers = (asked: Promise<unknown>): Promise<boolean> =>
  asked.then(
    () => true,
    () => false,
  );

/** The bundled server, with the user, the password and the database that the image would create. */
const startPostgres = async ({ environment, folder }: ServerStart): Promise<Running> => {
  const { POSTGRES_USER: user, POSTGRES_PASSWORD: password, POSTGRES_DB: database } = environment;
  // The account under which PostgreSQL runs must reach the folder too.
  await chmod(folder, 0o755);
  const server = await startBundledPostgres({ dataDir: folder, durable: false });
  const url = new URL(server.connectionString);
  if (url.username !== user) await ask(url.href, `CREATE ROLE "${user}" SUPERUSER LOGIN`);
  await ask(
    url.href,
    `CREATE DATABASE "${database}" OWNER "${user}"`,
    `ALTER ROLE "${user}" PASSWORD '${password}'`,
  );
  return {
    at: () => url.host,
    isHealthy: () =>
      answers(ask(`postgres://${user}:${password}@${url.host}/${database}`, 'SELECT 1')),
    stop: async () => {
      await server.stop();
      removeBundledPostgres(folder);
      return 0;
    },
  };
};

/** The stand-in. Like the image with KURRENTDB_INSECURE, it has neither TLS nor accounts. */
const startKurrentDb = async ({ environment }: ServerStart): Promise<Running> => {
  if (environment['KURRENTDB_INSECURE'] !== 'true') throw new Error('the stand-in is insecure');
  const appendBytesMax = Number(environment['KURRENTDB_MAX_APPEND_SIZE']);
  const standIn = await StandIn.start({ appendBytesMax });
  return {
    at: () => `127.0.0.1:${standIn.port}`,
    isHealthy: () => listens('127.0.0.1', standIn.port),
    stop: async () => {
      standIn.stop();
      return 0;
    },
  };
};

const listens = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 });
    const answer = (listening: boolean): void => {
      socket.destroy();
      resolve(listening);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
  });

const SMALL = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
const QUIET = '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn';

/**
 * A real broker, set up by the class that the image runs. The class makes server.properties from
 * the environment and formats the volume.
 */
const startKafka = async ({ environment, address, folder }: ServerStart): Promise<Running> => {
  const settings = ['default', 'mounted', 'final'].map((name) => path.join(folder, name));
  for (const at of settings) await mkdir(at);
  for (const name of ['server.properties', 'log4j2.yaml', 'tools-log4j2.yaml'])
    await writeFile(path.join(folder, 'default', name), '');
  const [defaults = '', mounted = '', final = ''] = settings;
  const java = ['java', ...SMALL, QUIET, '-cp', path.join(kafkaJars.fetchJars(), '*')];
  const start = { environment, folder, address };
  const wrapper = ['kafka.docker.KafkaDockerWrapper', 'setup'];
  const setup = new RunningProcess({
    ...start,
    command: [...java, ...wrapper, '-D', defaults, '-M', mounted, '-F', final],
  });
  if ((await setup.ended) !== 0) throw new Error(`Kafka refuses its settings:\n${setup.log}`);
  const heap = environment['KAFKA_HEAP_OPTS']?.split(' ') ?? [];
  const command = [...java, ...heap, 'kafka.Kafka', path.join(final, 'server.properties')];
  const broker = new RunningProcess({ ...start, command });
  return {
    at: (port) => broker.at(port),
    isHealthy: () => listens(address, 9092),
    stop: () => broker.stop(),
  };
};

/** What runs instead of each image that is not ours. */
export const servers: Readonly<Record<string, (start: ServerStart) => Promise<Running>>> = {
  postgres: startPostgres,
  'apache/kafka': startKafka,
  'kurrentplatform/kurrentdb': startKurrentDb,
};
