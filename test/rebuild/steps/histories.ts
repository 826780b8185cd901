import {
  type ChainEnd,
  derivedId,
  EventCodecs,
  type EventStore,
  FIRST_PREVIOUS_HASH,
  NO_STREAM,
} from '@talentloop/event-sourcing';
import { InMemoryEventStore } from '@talentloop/event-store-memory';
import { GivenKeyEncryptionKeys, InMemoryKeyStore, KeyRing, newKeyLine } from '@talentloop/privacy';
import type { Service } from '@talentloop/service-host';
import fc from 'fast-check';
import { jsonSchemaOf } from '@talentloop/reference';
import { sampleOf, samplesFor } from '@talentloop/reference';

/** One event of a random history: its kind, its stream, the ids in it, and its sample. */
export interface Step {
  readonly kind: number;
  readonly stream: number;
  readonly ids: number;
  readonly sample: number;
}

/** Few streams and few ids, so that events often meet the same rows. */
export const history: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    kind: fc.nat(1_000),
    stream: fc.nat(2),
    ids: fc.nat(2),
    sample: fc.nat(10),
  }),
  { minLength: 1, maxLength: 80 },
);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The same value with other ids. */
const about = (ids: number, value: unknown): unknown => {
  if (typeof value === 'string') return UUID.test(value) ? derivedId(value, String(ids)) : value;
  if (Array.isArray(value)) return value.map((item) => about(ids, item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, it]) => [name, about(ids, it)]));
};

export interface Written {
  readonly store: EventStore;
  readonly codecs: EventCodecs;
}

/**
 * A log of one service with these events, whether or not a decider would write them in that order.
 * Folds must produce the same rows from any log, however it is cut.
 */
export const written = async (
  { categories }: Service,
  steps: readonly Step[],
): Promise<Written> => {
  const keks = new GivenKeyEncryptionKeys(newKeyLine(1));
  const codecs = new EventCodecs(categories, new KeyRing(new InMemoryKeyStore(), keks));
  const store = new InMemoryEventStore();
  const kinds = categories.flatMap(({ category, events }) =>
    Object.values(events).map((definition) => ({ category, definition })),
  );
  const ends = new Map<string, ChainEnd>();
  for (const [i, { kind, stream: n, ids, sample }] of steps.entries()) {
    const chosen = kinds[kind % kinds.length];
    if (!chosen) throw new Error('a service without events');
    const { category, definition } = chosen;
    const stream = `${category}-${derivedId('stream', String(n))}`;
    const schema = jsonSchemaOf(definition.schema);
    const samples = samplesFor(schema);
    const number = samples[sample % samples.length] ?? { index: 0, least: false };
    const data = about(ids, sampleOf(schema, '', number)) as object;
    const end = ends.get(stream) ?? { revision: NO_STREAM, hash: FIRST_PREVIOUS_HASH };
    const metadata = {
      recordedAt: new Date(Date.UTC(2026, 2, 2) + i * 1_000).toISOString(),
      actor: { id: 'worker-1', roles: ['caseworker'] },
      commandId: derivedId(String(i)),
      correlationId: derivedId('journey', String(n)),
    };
    const { enveloped } = await codecs.encode(
      [{ type: definition.type, data, reason: 'a reason' }],
      { stream, end, subject: stream, metadata },
    );
    await store.append({ stream, expectedRevision: end.revision, events: enveloped });
    const last = enveloped.at(-1);
    if (last) ends.set(stream, last);
  }
  return { store, codecs };
};

/**
 * The same log, delivered in batches of these sizes in turn, with an interruption after each third
 * batch. A follower then begins again from its checkpoint and gets the later events once more.
 */
export const cut = (store: EventStore, sizes: readonly number[]): EventStore => ({
  ...portOf(store),
  async *subscribe(options) {
    for (const [i, batchSize] of sizes.entries()) {
      for await (const batch of store.subscribe({ ...options, batchSize })) {
        yield batch;
        options = { ...options, after: batch.at(-1)?.position ?? options.after };
        break;
      }
      if (i % 3 === 2) return;
    }
  },
});

/** A port's methods belong to its class, so a copy of the object would not have them. */
const portOf = (store: EventStore): EventStore => ({
  append: (request) => store.append(request),
  readStream: (stream, from) => store.readStream(stream, from),
  readCommand: (stream, commandId) => store.readCommand(stream, commandId),
  readAll: (options) => store.readAll(options),
  head: () => store.head(),
  positionAt: (at) => store.positionAt(at),
  subscribe: (options) => store.subscribe(options),
  findClaim: (commandId) => store.findClaim(commandId),
  keepClaim: (claim) => store.keepClaim(claim),
  releaseClaim: (commandId) => store.releaseClaim(commandId),
});
