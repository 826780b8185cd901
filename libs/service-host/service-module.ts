import type { DynamicModule, Provider } from '@nestjs/common';
import {
  DECISIONS,
  EVENT_STORE,
  httpProviders,
  InstallationModule,
  READ_MODEL_PROGRESS,
  type RefusalProblems,
  SERVICE,
} from '@talentloop/service-runtime';
import { OperationsModule } from './operations.module';
import type { Platform } from './platform';
import type { RunningService } from './running-service';
import type { Service } from './service';

/** A service's Nest module: its definition, and its HTTP layer over a running service. */
export interface ServiceModule {
  readonly service: Service;
  forRoot(running: RunningService): DynamicModule;
}

/** What every service's module provides to its controllers and handlers. */
export const serviceProviders = (
  { service, writing, progress }: RunningService,
  refusals: RefusalProblems,
): Provider[] => [
  { provide: SERVICE, useValue: service },
  { provide: EVENT_STORE, useValue: writing.store },
  { provide: DECISIONS, useValue: writing.decisions },
  { provide: READ_MODEL_PROGRESS, useValue: progress },
  ...httpProviders(refusals),
];

/** A service and the module that serves it. */
export interface Served {
  readonly module: ServiceModule;
  readonly running: RunningService;
}

class ProcessModule {}

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
        ...{ pool, clock, verifier, secret, readiness },
        ...(development && { development }),
      }),
      ...served.map(({ module, running: of }) => module.forRoot(of)),
      ...(served.length > 0 ? [OperationsModule.forRoot(running)] : []),
    ],
  };
};
