import { defaultQueueLimits, type QueueLimits } from '@talentloop/event-store-postgres';
import { type AdmissionLimits, defaultAdmission } from '@talentloop/http';
import type { Environment, Role } from './role';

/** What one process accepts before it answers 503 with Retry-After. */
export interface ProcessLimits {
  /** Connections to PostgreSQL for requests, and for followers of the logs. */
  readonly connections: { readonly requests: number; readonly followers: number };
  readonly queue: QueueLimits;
  readonly admission: AdmissionLimits;
}

/**
 * Three apis and three workers fit into the 100 connections that PostgreSQL allows by default.
 * Beside these, each process has one or two sessions for locks and notifications.
 */
const CONNECTIONS: Readonly<Record<Role, ProcessLimits['connections']>> = {
  api: { requests: 12, followers: 2 },
  worker: { requests: 6, followers: 8 },
  both: { requests: 24, followers: 20 },
};

/** The sessions of one process beside its pools. */
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

/**
 * Reads the limits from the environment. The defaults are in docs/how-to/limits.md.
 * @throws Error for a value that is not a number in range.
 */
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
      // Each log and the development clock keep one of these for themselves.
      requests: connections('DATABASE_POOL_MAX', requests, 6),
      // A rebuild uses three at the same time.
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
