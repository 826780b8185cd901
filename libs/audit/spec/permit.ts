import {
  type Actor,
  type CategoryDefinition,
  type DomainEvent,
  EventCodecs,
  FIRST_PREVIOUS_HASH,
  type Instant,
  type Loaded,
  NO_STREAM,
  type Personal,
  type StoredEvent,
} from '@talentloop/event-sourcing';
import {
  GivenKeyEncryptionKeys,
  InMemoryKeyStore,
  KeyRing,
  newKeyLine,
  personal,
} from '@talentloop/privacy';
import { z } from 'zod';
import { auditedCategory } from '../audited-category';
import type { LogReader } from '../log-reader';

/**
 * A small aggregate to audit: somebody asks for a permit, an officer grants it, and its days may be
 * corrected.
 */
export type PermitEvent =
  | DomainEvent<'PermitAskedFor', { holder: Personal<string>; days: number }>
  | DomainEvent<'PermitGranted', { until: string }>
  | DomainEvent<'PermitCorrected', { days: number }>;

export interface Permit {
  readonly status: 'none' | 'asked-for' | 'granted';
  readonly holder?: Personal<string>;
  readonly days: number;
  readonly until?: string;
}

const evolve = (state: Permit, event: PermitEvent): Permit => {
  switch (event.type) {
    case 'PermitAskedFor':
      return { status: 'asked-for', holder: event.data.holder, days: event.data.days };
    case 'PermitGranted':
      return { ...state, status: 'granted', until: event.data.until.slice(0, 10) };
    case 'PermitCorrected':
      return { ...state, days: event.data.days };
  }
};

export const definition: CategoryDefinition<PermitEvent> = {
  category: 'permit',
  events: {
    PermitAskedFor: {
      type: 'PermitAskedFor',
      version: 1,
      schema: z.object({ holder: personal(z.string()), days: z.int() }),
      personal: [{ path: 'holder', purpose: 'identity' }],
    },
    PermitGranted: {
      type: 'PermitGranted',
      version: 1,
      schema: z.object({ until: z.string() }),
      personal: [],
    },
    PermitCorrected: {
      type: 'PermitCorrected',
      version: 1,
      schema: z.object({ days: z.int() }),
      personal: [],
    },
  },
};

const initialState: Permit = { status: 'none', days: 0 };

/** What auditing needs of a decider. */
export const permitDecider = { category: 'permit', initialState, evolve };

export const permits = auditedCategory<Permit, PermitEvent>({
  name: 'permits',
  decider: permitDecider,
  view: ({ id, revision, updatedAt, state }: Loaded<Permit>) => ({
    id,
    revision,
    updatedAt,
    ...state,
  }),
  corrects: ({ type }) => type === 'PermitCorrected',
});

export const WORKER: Actor = { id: 'worker-1', roles: ['caseworker'] };

/** The fields of an event that a spec sets. The others do not matter. */
export interface Said {
  readonly stream: string;
  readonly event: PermitEvent;
  readonly at: Instant;
  readonly correlationId?: string;
  readonly causationId?: string;
}

/** A log written by the real codecs. A spec can alter its rows. */
export class PermitLog {
  readonly rows: StoredEvent[] = [];
  readonly keyStore = new InMemoryKeyStore();
  readonly ring = new KeyRing(this.keyStore, new GivenKeyEncryptionKeys(newKeyLine(1)));
  readonly codecs = new EventCodecs([definition], this.ring);

  async record(...said: readonly Said[]): Promise<readonly StoredEvent[]> {
    for (const { stream, event, at, correlationId = 'journey-1', causationId } of said) {
      const last = this.rows.findLast((row) => row.stream === stream);
      const end = last ?? { revision: NO_STREAM, hash: FIRST_PREVIOUS_HASH };
      const commandId = `command-${this.rows.length}`;
      const cause = causationId === undefined ? {} : { causationId };
      const { enveloped } = await this.codecs.encode([event], {
        stream,
        end,
        subject: stream,
        metadata: { recordedAt: at, actor: WORKER, commandId, correlationId, ...cause },
      });
      for (const each of enveloped) {
        this.rows.push({ ...each, position: this.rows.length + 1, committedAt: at });
      }
    }
    return this.rows.slice(-said.length);
  }

  get audited() {
    return { service: 'permits-office', store: readerOf(this.rows), codecs: this.codecs };
  }
}

/** Reads rows as a store would, in the order of their positions. */
export const readerOf = (rows: readonly StoredEvent[]): LogReader => {
  const ordered = () => rows.toSorted((a, b) => a.position - b.position);
  return {
    head: async () => ordered().at(-1)?.position ?? 0,
    readAll: async ({ after, limit, upTo = Infinity }) =>
      ordered()
        .filter(({ position }) => position > after && position <= upTo)
        .slice(0, limit),
    readStream: async (stream, from = 0) =>
      rows
        .filter((row) => row.stream === stream && row.revision >= from)
        .toSorted((a, b) => a.revision - b.revision),
  };
};

export const asked = (stream: string, at: Instant, days = 90): Said => ({
  stream,
  at,
  event: { type: 'PermitAskedFor', data: { holder: 'Test Holder', days } },
});

export const granted = (stream: string, at: Instant): Said => ({
  stream,
  at,
  event: {
    type: 'PermitGranted',
    data: { until: '2027-03-02T00:00:00.000Z' },
    reason: 'Complete.',
    policy: {
      name: 'permit',
      version: '3',
      inputs: { days: 90 },
      fired: ['short-stay'],
      outcome: 'grant',
    },
  },
});

export const corrected = (stream: string, at: Instant, effectiveAt: Instant): Said => ({
  stream,
  at,
  event: { type: 'PermitCorrected', data: { days: 30 }, effectiveAt },
});
