import type { DynamicModule, Provider, Type } from '@nestjs/common';
import {
  type AuditedCategory,
  auditedResource,
  AuditModule,
  findJourneyIn,
  otherServices,
} from '@talentloop/audit';
import { Checkpoints } from '@talentloop/log-following';
import { FollowUps } from '@talentloop/processes';
import {
  DECISIONS,
  EVENT_STORE,
  ExecuteModule,
  executeProvider,
  FOLLOW_UPS,
  httpProviders,
  InstallationModule,
  READ_MODEL_PROGRESS,
  type RefusalProblems,
  type Resource,
  resourceControllers,
  resourceProvider,
  SERVICE,
} from '@talentloop/http';
import { type ChangeSource, changesOf } from './changes/change-source';
import { ChangesModule } from './changes/changes.module';
import { OperationsModule } from './operations.module';
import { PageModule } from './page/page.module';
import type { Platform } from './platform';
import { RebuildsModule } from './rebuilds/rebuilds.module';
import type { RunningService } from './running-service';
import type { Service } from './service';

/** A service's Nest module: its definition, and its HTTP layer over a running service. */
export interface ServiceModule {
  readonly service: Service;
  readonly resources: readonly Resource[];
  /** What callers are answered for each refusal of the service. */
  readonly problems: RefusalProblems;
  /** What auditors read of it. */
  readonly audited: readonly AuditedCategory[];
  /** What callers may follow of it. */
  readonly changes: readonly ChangeSource[];
  forRoot(running: RunningService): DynamicModule;
}

/** What every service's module provides to its controllers and handlers. */
const serviceProviders = (
  { service, writing, progress }: RunningService,
  refusals: RefusalProblems,
): Provider[] => [
  { provide: SERVICE, useValue: service },
  { provide: EVENT_STORE, useValue: writing.store },
  { provide: DECISIONS, useValue: writing.decisions },
  { provide: READ_MODEL_PROGRESS, useValue: progress },
  { provide: FollowUps, useValue: writing.followUps },
  { provide: FOLLOW_UPS, useExisting: FollowUps },
  ...httpProviders(refusals),
];

/** What a service's HTTP layer is made of. */
export interface ServiceModuleParts {
  readonly service: Service;
  /** What callers are answered for refusals of aggregates that are no resources. */
  readonly problems?: RefusalProblems;
  readonly resources: readonly Resource[];
  /** What a resource does not say: lists, creation, and commands that need more than their body. */
  readonly controllers?: readonly Type[];
  readonly providers?: readonly Provider[];
}

/** @throws when a resource's decider is not the service's: its commands would find no log. */
const assertDecided = ({ service, resources }: ServiceModuleParts): void => {
  const deciders = new Set<object>(service.deciders);
  const stray = resources.find(({ decider }) => !deciders.has(decider));
  if (stray) throw new Error(`${service.name} has no decider for ${stray.path}`);
};

/** What callers are answered for each refusal of the service. */
const problemsOf = ({
  resources,
  problems = {},
}: Pick<ServiceModuleParts, 'resources' | 'problems'>): RefusalProblems =>
  Object.assign({}, problems, ...resources.map((resource) => resource.problems));

/** Makes a service's module: its definition, and its HTTP layer over a running service. */
export const defineServiceModule = (parts: ServiceModuleParts): ServiceModule => {
  assertDecided(parts);
  const { service, resources } = parts;
  const problems = problemsOf(parts);
  const { controllers = [], providers = [] } = parts;
  // Nest tells modules apart by their classes, so each service has one of its own.
  class ModuleOfService {}
  Object.defineProperty(ModuleOfService, 'name', { value: `${service.name} module` });
  return {
    service,
    resources,
    problems,
    audited: resources.map(auditedResource),
    changes: resources.flatMap(changesOf),
    forRoot: (running) => ({
      module: ModuleOfService,
      imports: [ExecuteModule],
      controllers: [...controllers, ...resources.flatMap(resourceControllers)],
      providers: [
        ...serviceProviders(running, problems),
        executeProvider(service.deciders),
        ...resources.map(resourceProvider),
        ...providers,
      ],
    }),
  };
};

/** A service and the module that serves it. */
export interface Served {
  readonly module: ServiceModule;
  readonly running: RunningService;
}

class ProcessModule {}

const namesOf = (served: readonly Served[]): readonly string[] =>
  served.map(({ running }) => running.service.name);

const pageModule = ({ development }: Platform, served: readonly Served[]): DynamicModule => {
  const services = namesOf(served);
  const others = otherServices(process.env['TALENTLOOP_SERVICES'], services);
  return PageModule.forRoot({ services, others, development: development !== undefined });
};

const auditModule = ({ pool, logs }: Platform, served: readonly Served[]): DynamicModule => {
  const services = served.map(({ module, running }) => {
    const { name, schema } = running.service;
    const { store, codecs } = running.writing;
    const findJourney = findJourneyIn(pool, name, schema);
    const { gapless } = logs;
    const checkpoints = new Checkpoints(pool, schema);
    return {
      service: name,
      store,
      codecs,
      gapless,
      categories: module.audited,
      findJourney,
      furthest: () => checkpoints.furthest(),
    };
  });
  const others = otherServices(process.env['TALENTLOOP_SERVICES'], namesOf(served));
  return AuditModule.forRoot({ services, others });
};

/** The root module of a process: the installation, its services, and what operators ask of them. */
export const processModule = (
  platform: Platform,
  running: readonly RunningService[],
  served: readonly Served[],
): DynamicModule => {
  const { pool, clock, verifier, secret, development } = platform;
  const late = new Set(running.map(({ service }) => service.name));
  for (const { service, caughtUp } of running) void caughtUp.then(() => late.delete(service.name));
  const readiness = { waitingFor: () => [...late] };
  return {
    module: ProcessModule,
    imports: [
      InstallationModule.forRoot({
        pool,
        clock,
        verifier,
        secret,
        readiness,
        ...(development && { development }),
      }),
      ...served.map(({ module, running: of }) => module.forRoot(of)),
      ...(served.length > 0
        ? [
            auditModule(platform, served),
            ChangesModule.forRoot(
              served.map((it) => ({ writing: it.running.writing, sources: it.module.changes })),
            ),
            OperationsModule.forRoot(running),
            RebuildsModule.forRoot(running),
            pageModule(platform, served),
          ]
        : []),
    ],
  };
};
