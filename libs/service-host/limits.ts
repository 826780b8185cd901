import { defaultQueueLimits, type QueueLimits } from '@talentloop/event-store-postgres';
import { type AdmissionLimits, defaultAdmission } from '@talentloop/http';
import type { Environment, Role } from './role';

/** What one process takes on before it says 503 with Retry-After. */
export interface ProcessLimits {
  /** Connections to PostgreSQL for requests, and for what follows the logs. */
  readonly connections: { readonly requests: number; readonly followers: number };
  readonly queue: QueueLimits;
  readonly admission: AdmissionLimits;
}

/**
 * Three apis and three workers, each with a session or two for locks and notifications beside
 * these, fit into the 100 connections that PostgreSQL takes by default.
 */
const CONNECTIONS: Readonly<Record<Role, ProcessLimits['connections']>> = {
  api: { requests: 12, followers: 2 },
  worker: { requests: 6, followers: 8 },
  both: { requests: 24, followers: 20 },
};

/** Sessions of one process beside its pools. */
export const SESSIONS_MAX: Readonly<Record<Exclude<Role, 'both'>, number>> = { api: 1, worker: 2 };

const whole = (
  environment: Environment,
  name: string,
  { usual, min, max }: { usual: number; min: number; max: number },
): number => {
  const text = environment[name];
  if (text === undefined || text === '') return usual;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max)
    throw new Error(`${name} is ${text}; it must be a whole number from ${min} to ${max}.`);
  return value;
};

/** As the environment says, else as docs/how-to/limits.md does. @throws for what is no number. */
export const limitsOf = (environment: Environment, role: Role): ProcessLimits => {
  const { requests, followers } = CONNECTIONS[role];
  const connections = (name: string, usual: number, min: number): number =>
    whole(environment, name, { usual, min, max: 1_000 });
  const count = (name: string, usual: number): number =>
    whole(environment, name, { usual, min: 1, max: 1_000_000 });
  const { appends } = defaultQueueLimits;
  const { requestsMax, streamsMax } = defaultAdmission;
  return {
    connections: {
      // Of these each log and the development clock keep one for themselves.
      requests: connections('DATABASE_POOL_MAX', requests, 6),
      // A rebuild takes three at a time.
      followers: connections('DATABASE_FOLLOWERS_MAX', followers, 4),
    },
    queue: { ...defaultQueueLimits, appends: count('APPEND_QUEUE_MAX', appends) },
    admission: {
      ...defaultAdmission,
      requestsMax: count('REQUESTS_MAX', requestsMax),
      streamsMax: count('STREAMS_MAX', streamsMax),
    },
  };
};
