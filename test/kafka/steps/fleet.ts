import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serviceNames } from '@talentloop/service-catalogue';
import { testDatabase } from '@talentloop/testing';
import { built } from '../../faults/steps/built';
import { freeBase } from '../../faults/steps/ports';
import { type Program, startProgram } from '../../faults/steps/program';
import { workers } from './counts';

const APIS = 2;

/**
 * The service centre is in the middle of the communication between the services, so it always has
 * two workers.
 */
const workersOf = (service: string): number => (service === 'service-centre' ? 2 : workers);

/** One process of an installation. Started again, it has the same address. */
class Member {
  private program: Program | undefined;

  constructor(
    readonly service: string,
    readonly role: 'api' | 'worker',
    readonly url: string,
    private readonly launch: () => Promise<Program>,
  ) {}

  async start(): Promise<void> {
    this.program = await this.launch();
  }

  /**
   * Sends SIGTERM, waits until the process has ended, starts it again and waits until it is ready.
   */
  async restart(): Promise<void> {
    const code = await this.program?.stop();
    if (code !== 0)
      throw new Error(`${this.service} ${this.role} ended with ${code}:\n${this.log}`);
    await this.start();
  }

  /** Sends SIGKILL, starts the process again and waits until it is ready. */
  async die(): Promise<void> {
    await this.program?.kill();
    await this.start();
  }

  async stop(): Promise<void> {
    await this.program?.stop();
  }

  get log(): string {
    return this.program?.log() ?? '';
  }
}

/** Two apis of each service and its workers, on one database and one Kafka. */
export interface Fleet {
  readonly connectionString: string;
  readonly members: readonly Member[];
  /** The addresses of a service's apis. */
  urlsOf(service: string): readonly string[];
  stop(): Promise<void>;
}

/** Every process that a fleet has: which service, in which role. */
const kinds = serviceNames.flatMap((service) => [
  ...Array.from({ length: APIS }, () => ({ service, role: 'api' as const })),
  ...Array.from({ length: workersOf(service) }, () => ({ service, role: 'worker' as const })),
]);

export const startFleet = async (brokers: string): Promise<Fleet> => {
  const projects = kinds.map(({ service, role }) =>
    role === 'api' ? service : `${service}-worker`,
  );
  const files = await built(...projects);
  const [database, base] = [await testDatabase(), await freeBase(kinds.length)];
  const folder = await mkdtemp(path.join(tmpdir(), 'talentloop-fleet-'));
  const { connectionString } = database;
  const environment = {
    DATABASE_URL: connectionString,
    TALENTLOOP_TRUST: folder,
    KAFKA_BROKERS: brokers,
  };
  const members = kinds.map(({ service, role }, i) => {
    const PORT = String(base + 1 + i);
    const launch = () => startProgram(files[i] ?? '', { ...environment, PORT });
    return new Member(service, role, `http://127.0.0.1:${PORT}`, launch);
  });
  const stop = async (): Promise<void> => {
    await Promise.all(members.map((member) => member.stop()));
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  };
  const started = await Promise.allSettled(members.map((member) => member.start()));
  const failed = started.find((it) => it.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  return {
    connectionString,
    members,
    stop,
    urlsOf: (service) =>
      members.filter((it) => it.service === service && it.role === 'api').map(({ url }) => url),
  };
};
