import type { Instant } from './event';

/** The only source of time. Injected, so that tests and the development clock can move it. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => new Date().toISOString() };
