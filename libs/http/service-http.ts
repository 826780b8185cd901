import type { Provider } from '@nestjs/common';
import { CommandRunner } from './command-runner';
import { AwaitReadModels } from './consistency';
import { Lists } from './lists';
import type { RefusalProblems } from './problem';
import { REFUSAL_PROBLEMS } from './tokens';

/**
 * What a service's module provides for its controllers, beside SERVICE, EVENT_STORE, DECISIONS and
 * READ_MODEL_PROGRESS. Each service has its own, as several may share a process.
 */
export const httpProviders = (problems: RefusalProblems): Provider[] => [
  { provide: REFUSAL_PROBLEMS, useValue: problems },
  CommandRunner,
  Lists,
  AwaitReadModels,
];
