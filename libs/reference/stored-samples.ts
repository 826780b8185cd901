import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  type CategoryDefinition,
  type ChainEnd,
  derivedId,
  type DomainEvent,
  type EnvelopedEvent,
  EventCodecs,
  type EventDefinition,
  type EventMetadata,
  FIRST_PREVIOUS_HASH,
  NO_STREAM,
  type RecordedEvent,
} from '@talentloop/event-sourcing';
import { GivenKeyEncryptionKeys, InMemoryKeyStore, KeyRing } from '@talentloop/privacy';
import type { Service } from '@talentloop/service-host';
import { jsonSchemaOf } from './json-schema';
import { samplesFor, sampleOf, type SampleNumber } from './sample-values';

const FOLDER = path.resolve(__dirname, '../../test/fixtures/stored-events');
const KEYS = path.join(FOLDER, 'keys.json');

/** An event as the log stored it, and its decoded meaning, without its place in the log. */
export interface StoredSample {
  readonly stored: EnvelopedEvent;
  readonly opened: Omit<RecordedEvent, 'position' | 'committedAt'>;
}

/** One version of one event type, and the file of its samples: one stream, from its beginning. */
export interface ReleasedEvent {
  readonly category: CategoryDefinition;
  readonly definition: EventDefinition;
  readonly version: number;
  /** Relative to the folder of fixtures. */
  readonly file: string;
}

/** Every event version that a service may find in its log. */
export const releasedEvents = (services: readonly Service[]): readonly ReleasedEvent[] =>
  services.flatMap(({ name, categories }) =>
    categories.flatMap((category) =>
      Object.values(category.events).flatMap((definition) =>
        Array.from({ length: definition.version }, (_, before) => {
          const version = before + 1;
          const file = `${name}/${category.category}/${definition.type}.v${version}.json`;
          return { category, definition, version, file };
        }),
      ),
    ),
  );

/** Undefined if the file does not exist. */
export const findSamples = ({ file }: ReleasedEvent): readonly StoredSample[] | undefined => {
  const place = path.join(FOLDER, file);
  return existsSync(place)
    ? (JSON.parse(readFileSync(place, 'utf8')) as StoredSample[])
    : undefined;
};

interface KeptKeys {
  readonly note: string;
  readonly keyEncryptionKeys: string;
  readonly dataKeys: readonly {
    readonly subject: string;
    readonly purpose: string;
    readonly wrapped: string;
    readonly kekVersion: number;
  }[];
}

const keptKeys = (): KeptKeys => JSON.parse(readFileSync(KEYS, 'utf8')) as KeptKeys;

/** The keys that sealed the samples. They open nothing else. */
export const openKeys = async (): Promise<{ keyRing: KeyRing; save(): Promise<void> }> => {
  const kept = keptKeys();
  const store = new InMemoryKeyStore();
  await store.create(
    kept.dataKeys.map((key) => ({ ...key, wrapped: Buffer.from(key.wrapped, 'base64') })),
  );
  const keyRing = new KeyRing(store, new GivenKeyEncryptionKeys(kept.keyEncryptionKeys));
  const save = async (): Promise<void> => {
    const all = await store.keysNotWrappedBy(0, Number.MAX_SAFE_INTEGER);
    const dataKeys = all.map((key) => ({ ...key, wrapped: key.wrapped.toString('base64') }));
    writeFileSync(KEYS, `${JSON.stringify({ ...kept, dataKeys }, null, 2)}\n`);
  };
  return { keyRing, save };
};

const SUBJECT = derivedId('sample', 'talentId');

const metadataOf = (type: string, index: number): Omit<EventMetadata, 'reason' | 'policy'> => ({
  recordedAt: `2026-03-02T02:00:00.${String(index).padStart(3, '0')}Z`,
  actor: {
    id: 'worker-1',
    roles: ['caseworker'],
    ...(index % 2 === 0 ? { centre: 'loop-onsite' } : { client: 'portal' }),
  },
  commandId: derivedId('sample', 'command', type, index),
  correlationId: derivedId('sample', 'journey', type),
  ...(index % 2 !== 0 && { causationId: derivedId('sample', 'cause', type, index) }),
});

const sampleEvent = (definition: EventDefinition, number: SampleNumber): DomainEvent => {
  const { type, schema } = definition;
  const data = sampleOf(jsonSchemaOf(schema), '', number) as object;
  if (number.index > 0) return { type, data };
  const inputs = { seen: ['樣本 policy.inputs.seen.0'], score: 7 };
  const policy = { name: 'sample', version: '1', inputs, fired: ['always'], outcome: 'granted' };
  return { type, data, effectiveAt: '2026-02-01T00:00:00.000Z', reason: '樣本 reason', policy };
};

/** Makes samples of the version that is written today, sealed and chained. */
export const makeSamples = async (
  { category, definition }: ReleasedEvent,
  keyRing: KeyRing,
): Promise<readonly StoredSample[]> => {
  const codecs = new EventCodecs([category], keyRing);
  const stream = `${category.category}-${derivedId('sample', definition.type)}`;
  const subject = category.subject ? SUBJECT : stream;
  let end: ChainEnd = { revision: NO_STREAM, hash: FIRST_PREVIOUS_HASH };
  const samples = [];
  for (const number of samplesFor(jsonSchemaOf(definition.schema))) {
    const metadata = metadataOf(definition.type, number.index);
    const writing = { stream, end, subject, metadata };
    const { enveloped } = await codecs.encode([sampleEvent(definition, number)], writing);
    for (const stored of enveloped) {
      end = stored;
      samples.push({ stored, opened: await openSample(codecs, stored) });
    }
  }
  return samples;
};

/** What today's code makes of a stored event. */
export const openSample = async (
  codecs: EventCodecs,
  stored: EnvelopedEvent,
): Promise<StoredSample['opened']> => {
  const place = { position: 1, committedAt: '2026-03-02T02:00:00.000Z' };
  const [event] = await codecs.decode([{ ...stored, ...place }]);
  if (!event) throw new Error(`${stored.type} was not decoded`);
  const { position: _, committedAt: _at, ...opened } = event;
  return opened;
};

/**
 * Writes the samples, which must never change: one line for what is stored, one for its meaning.
 */
export const keepSamples = ({ file }: ReleasedEvent, samples: readonly StoredSample[]): void => {
  const place = path.join(FOLDER, file);
  mkdirSync(path.dirname(place), { recursive: true });
  const lines = samples.map(
    ({ stored, opened }) =>
      `{"stored":${JSON.stringify(stored)},\n "opened":${JSON.stringify(opened)}}`,
  );
  writeFileSync(place, `[\n${lines.join(',\n')}\n]\n`, { flag: 'wx' });
};

/** Every file of samples, relative to the folder. */
export const keptFiles = (): readonly string[] =>
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json') && path.join(FOLDER, file) !== KEYS)
    .map((file) => file.split(path.sep).join('/'));
