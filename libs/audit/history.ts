import {
  type Actor,
  type EventCodecs,
  type Instant,
  type PolicyRecord,
  streamOf,
} from '@talentloop/event-sourcing';
import { type Shown, showErased } from '@talentloop/http';
import type { AuditedCategory, Retold } from './audited-category';
import { BEGINNING, flawOf, linkFlawOf } from './chain';
import { type Change, changesBetween } from './changes';
import type { LogReader } from './log-reader';

/** What auditing needs from one service. */
export interface AuditedLog {
  /** Such as `service-centre`. */
  readonly service: string;
  readonly store: LogReader;
  readonly codecs: EventCodecs;
}

/** One event in a resource's history, as the auditor reads it. */
interface HistoryItem {
  readonly revision: number;
  readonly type: string;
  readonly recordedAt: Instant;
  readonly effectiveAt?: Instant;
  readonly actor: Actor;
  readonly reason?: string;
  readonly policy?: Shown<PolicyRecord>;
  readonly changes: readonly Change[];
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly eventId: string;
  readonly hash: string;
  /** Whether the stored bytes have this hash and follow the event before. */
  readonly verified: boolean;
  /** Why the content cannot be read any more. */
  readonly unreadable?: string;
}

export interface History {
  readonly items: readonly HistoryItem[];
}

const UNKNOWN_ACTOR: Actor = { id: 'unknown', roles: [] };

/**
 * Every event of a resource, oldest first, with the fields that each event changed. Undefined if
 * the resource has no events.
 */
export const history = async (
  { store, codecs }: AuditedLog,
  category: AuditedCategory,
  id: string,
): Promise<History | undefined> => {
  const stored = await store.readStream(streamOf(category.category, id));
  if (stored.length === 0) return undefined;
  const retold = await category.retell(codecs, stored);
  let before: object = {};
  const items = retold.map((each, i) => {
    const after = each.body ?? before;
    const changes = changesBetween(before, after);
    before = after;
    return itemOf(each, changes, isSound(retold, i));
  });
  return { items };
};

const isSound = (retold: readonly Retold[], index: number): boolean => {
  const event = retold[index]?.stored;
  const end = index === 0 ? BEGINNING : retold[index - 1]?.stored;
  return event !== undefined && end !== undefined && !flawOf(event) && !linkFlawOf(end, event);
};

const itemOf = (
  { stored, event, unreadable }: Retold,
  changes: readonly Change[],
  verified: boolean,
): HistoryItem => {
  const { revision, type, id: eventId, hash, committedAt } = stored;
  const meta = event?.meta;
  const { effectiveAt, reason, policy } = event ?? {};
  return {
    revision,
    type,
    recordedAt: meta?.recordedAt ?? committedAt,
    ...(effectiveAt !== undefined && { effectiveAt }),
    actor: meta?.actor ?? UNKNOWN_ACTOR,
    ...(reason !== undefined && { reason: showErased(reason) }),
    ...(policy && { policy: showErased(policy) }),
    changes,
    correlationId: meta?.correlationId ?? 'unknown',
    causationId: meta?.causationId ?? null,
    eventId,
    hash,
    verified,
    ...(unreadable !== undefined && { unreadable }),
  };
};
