import 'reflect-metadata';
import path from 'node:path';
import { startBundledPostgres } from '@talentloop/bundled-postgres';
import { claimDataFolder, writeRun } from '@talentloop/installation';
import { createMissingTopics, kafkaConnection } from '@talentloop/integration-bus-kafka';
import { serviceEntries } from '@talentloop/service-catalogue';
import { endOnSignal, foldersOf } from '@talentloop/service-host';
import { choosePort } from './port';
import { type Program, Supervisor } from './supervisor';

const PORT_BASE = 3_000;
const PORT_BASE_MAX = 65_400;
const HOST = '127.0.0.1';

const apiPorts = (first: number, replicas: number): readonly number[] =>
  Array.from({ length: replicas }, (_, replica) => first + replica * 10);

/** The first port of each service: that of the catalogue, moved by TALENTLOOP_PORT_BASE. */
const servicesFrom = (asked = String(PORT_BASE)): Readonly<Record<string, number>> => {
  const base = Number(asked);
  if (!/^[1-9]\d*$/.test(asked) || base > PORT_BASE_MAX) {
    throw new Error(`TALENTLOOP_PORT_BASE is ${asked}; it must be 1 to ${PORT_BASE_MAX}.`);
  }
  return Object.fromEntries(
    serviceEntries.map(({ name, port }) => [name, port - PORT_BASE + base]),
  );
};

const replicasOf = (asked = '1'): number => {
  if (!/^[1-9]$/.test(asked)) throw new Error(`API_REPLICAS is ${asked}; it must be 1 to 9.`);
  return Number(asked);
};

/** The api and the worker of every service, each as a process of its own. */
const programs = (
  services: Readonly<Record<string, number>>,
  environment: Readonly<Record<string, string>>,
  replicas: number,
): Program[] =>
  Object.entries(services).flatMap(([service, first]) => {
    const folder = path.join(__dirname, '..', service);
    const apis = apiPorts(first, replicas).map((port) => ({
      service,
      role: 'api' as const,
      entry: path.join(folder, 'main.js'),
      environment: { ...environment, PORT: String(port) },
    }));
    const worker = { service, role: 'worker' as const, entry: path.join(folder, 'worker.js') };
    return [...apis, { ...worker, environment: { ...environment, PORT: '0' } }];
  });

const openDatabase = async (data: string) => {
  const given = process.env['DATABASE_URL'];
  if (given) return { connectionString: given, stop: () => Promise.resolve() };
  const server = await startBundledPostgres({ dataDir: data, log: (line) => console.log(line) });
  if (server.note) console.log(server.note);
  return server;
};

/** Creates the declared topics, so that no producer creates one by accident. */
const prepareKafka = async (): Promise<void> => {
  const connection = kafkaConnection(process.env);
  if (!connection) return;
  const created = await createMissingTopics(connection);
  if (created.length > 0) console.log(`Created on Kafka: ${created.join(', ')}.`);
};

const main = async (): Promise<void> => {
  const { data, trust } = foldersOf(process.env);
  const services = servicesFrom(process.env['TALENTLOOP_PORT_BASE']);
  const replicas = replicasOf(process.env['API_REPLICAS']);
  const claimed = await claimDataFolder(data);
  if ('served' in claimed) {
    console.log(`TalentLoop is already running at ${claimed.served.url}`);
    return;
  }
  try {
    for (const first of Object.values(services)) {
      for (const port of apiPorts(first, replicas)) await choosePort(String(port), HOST);
    }
    await prepareKafka();
    const database = await openDatabase(data);
    const { connectionString: postgres } = database;
    const urls = Object.entries(services).map(([name, port]) => `${name}=http://${HOST}:${port}`);
    const url = `http://localhost:${Object.values(services)[0]}`;
    const supervisor = new Supervisor((processes) => writeRun(data, { url, postgres, processes }));
    endOnSignal(async () => {
      await supervisor.stop();
      await database.stop();
      claimed.release();
    });
    const environment = {
      DATABASE_URL: postgres,
      TALENTLOOP_DATA: data,
      TALENTLOOP_TRUST: trust,
      TALENTLOOP_SERVICES: urls.join(','),
    };
    await supervisor.start(programs(services, environment, replicas));
    console.log(`TalentLoop is running at ${url}, in ${supervisor.processes.length} processes.`);
  } catch (error) {
    claimed.release();
    throw error;
  }
};

main().catch((error: unknown) => {
  console.error(
    `TalentLoop did not start: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exit(1);
});
