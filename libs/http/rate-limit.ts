import { isRole, type Role, rolesOf, type Subject } from '@talentloop/access';
import { LRUCache } from 'lru-cache';
import { problem } from './problem';

interface Limit {
  readonly role: Role;
  /** How many at once, and how many again in a period. */
  readonly count: number;
  readonly periodMs: number;
}

const PERIODS_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };
const CALLERS_MAX = 10_000;

const limitOf = (text: string): Limit => {
  const [, role, count, period = ''] = /^([a-z-]+):([1-9]\d{0,6})\/([smh])$/.exec(text) ?? [];
  const periodMs = PERIODS_MS[period];
  if (!isRole(role) || periodMs === undefined)
    throw new Error(`RATE_LIMIT: ${text} is not like portal:50/s`);
  return { role, count: Number(count), periodMs };
};

/** Throws Problem 429 when a caller asks more often than its role may. */
export type RateLimit = (subject: Subject) => void;

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * Limits as `portal:50/s,talent:5/s` says, for each client (or person) by itself; nobody without.
 * Counted in this process and in real time. @throws when the text cannot be read.
 */
export const rateLimit = (
  text: string | undefined,
  now: () => number = () => performance.now(),
): RateLimit => {
  const limits = text ? text.split(',').map((part) => limitOf(part.trim())) : [];
  const buckets = new LRUCache<string, Bucket>({ max: CALLERS_MAX });
  return (subject) => {
    const held = limits.length > 0 ? rolesOf(subject) : undefined;
    for (const { role, count, periodMs } of limits) {
      if (!held?.has(role)) continue;
      const caller = `${role} ${subject.client ?? subject.id}`;
      const bucket = buckets.get(caller) ?? { tokens: count, at: now() };
      const refilled = bucket.tokens + ((now() - bucket.at) * count) / periodMs;
      const tokens = Math.min(count, refilled);
      if (tokens < 1) {
        const wait = Math.ceil(((1 - tokens) * periodMs) / count / 1_000);
        throw problem('too-many-requests', { headers: { 'retry-after': String(wait) } });
      }
      buckets.set(caller, { tokens: tokens - 1, at: now() });
    }
  };
};
