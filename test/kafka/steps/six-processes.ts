import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Caller } from '@talentloop/testing/journeys';
import { serviceNames } from '@talentloop/service-catalogue';
import { testDatabase } from '@talentloop/testing';
import { built } from '../../faults/steps/built';
import { type Program, startProgram } from '../../faults/steps/program';
import { findAddresses, Traveller } from '../../journeys/steps/traveller';
import type { As, Who } from '../../journeys/steps/world';

const PROJECTS = [...serviceNames, ...serviceNames.map((name) => `${name}-worker`)];

export interface SixProcesses {
  as(talentId: () => string | undefined): As;
  /** What the processes have printed. */
  logs(): string;
  stop(): Promise<void>;
}

/** The api and the worker of every service, on a database of their own, connected by Kafka. */
export const startSixProcesses = async (brokers: string): Promise<SixProcesses> => {
  const files = await built(...PROJECTS);
  const database = await testDatabase();
  const folder = await mkdtemp(path.join(tmpdir(), 'talentloop-six-'));
  const environment = {
    DATABASE_URL: database.connectionString,
    TALENTLOOP_TRUST: folder,
    KAFKA_BROKERS: brokers,
  };
  const programs: Program[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(programs.map((program) => program.stop()));
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  };
  let urlOf: (path: string) => string;
  try {
    for (const file of files) programs.push(await startProgram(file, environment));
    const apis = programs.slice(0, serviceNames.length);
    urlOf = await findAddresses(apis.map(({ url }) => url));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    as: (talentId) => {
      const callers = new Map<Who, Caller>();
      return (who) => {
        const talent = who === 'talent' ? talentId() : undefined;
        const caller = callers.get(who) ?? new Traveller(urlOf, who, talent);
        callers.set(who, caller);
        return caller;
      };
    },
    logs: () => programs.map((program) => program.log()).join('\n'),
    stop,
  };
};
