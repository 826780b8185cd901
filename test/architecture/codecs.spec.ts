import {
  canonicalJson,
  type CategoryDefinition,
  EventCodecs,
  type EventDefinition,
  FIRST_PREVIOUS_HASH,
  hashOf,
  isErased,
} from '@talentloop/event-sourcing';
import type { KeyRing } from '@talentloop/privacy';
import { z } from 'zod';
import {
  findSamples,
  keptFiles,
  openKeys,
  openSample,
  type ReleasedEvent,
  releasedEvents,
  type StoredSample,
} from '@talentloop/reference';
import { services } from '../../apps/reference/src/services';

const kept = releasedEvents(services);

/** The canonical text, or the reason why today's schema does not accept the value. */
const read = (definition: EventDefinition, data: unknown): string => {
  try {
    return canonicalJson(definition.schema.parse(data));
  } catch (error) {
    return `not read any more: ${String(error)}`;
  }
};

/** The differences between a stored event and what today's code makes of it. */
const flawsOf = async (
  category: CategoryDefinition,
  { stored, opened }: StoredSample,
  keyRing: KeyRing,
): Promise<readonly string[]> => {
  const definition = category.events[stored.type];
  if (!definition) return ['the type is gone'];
  const codecs = new EventCodecs([category], keyRing);
  const found = await openSample(codecs, stored).catch(String);
  if (typeof found === 'string') return [found];
  return [
    ...(canonicalJson(found) === canonicalJson(opened) ? [] : ['it means something else']),
    ...(read(definition, found.data) === canonicalJson(opened.data) ? [] : ['its schema differs']),
    ...(hashOf(stored) === stored.hash ? [] : ['its hash differs']),
  ];
};

const flawsOfAll = async (each: ReleasedEvent): Promise<readonly string[]> => {
  const { keyRing } = await openKeys();
  const samples = findSamples(each) ?? [];
  const flaws = samples.map((sample) => flawsOf(each.category, sample, keyRing));
  return (await Promise.all(flaws)).flat();
};

const withDefinition = (
  { category, definition }: ReleasedEvent,
  change: Partial<EventDefinition>,
): CategoryDefinition => ({
  ...category,
  events: { ...category.events, [definition.type]: { ...definition, ...change } },
});

describe('every event version that was ever released', () => {
  it('has samples: infra/scripts/add-stored-fixtures.mjs keeps them', () => {
    const without = kept.filter((each) => !findSamples(each)).map(({ file }) => file);
    expect(without).toEqual([]);
  });

  it('is still known to the code', () => {
    const files = kept.map(({ file }) => file);
    expect(keptFiles().filter((file) => !files.includes(file))).toEqual([]);
  });

  it.each(kept)('$file is read as it was meant', async (each) => {
    const samples = findSamples(each) ?? [];
    expect(samples.map(({ stored }) => stored.schemaVersion)).toEqual(
      samples.map(() => each.version),
    );
    expect(await flawsOfAll(each)).toEqual([]);
  });

  it.each(kept)('$file is an unbroken chain, and one altered byte breaks it', (each) => {
    let previousHash = FIRST_PREVIOUS_HASH;
    for (const { stored } of findSamples(each) ?? []) {
      expect(stored.previousHash).toBe(previousHash);
      expect(hashOf({ ...stored, data: stored.data.replace(/.(?=}$)/, '~') })).not.toBe(
        stored.hash,
      );
      expect(hashOf({ ...stored, metadata: `${stored.metadata} ` })).not.toBe(stored.hash);
      previousHash = stored.hash;
    }
  });

  it.each(kept)('$file is read when a newer writer added fields', async (each) => {
    const { keyRing } = await openKeys();
    const codecs = new EventCodecs([each.category], keyRing);
    for (const { stored, opened } of findSamples(each) ?? []) {
      const data = canonicalJson({ ...JSON.parse(stored.data), addedLater: { by: ['us'] } });
      const found = await openSample(codecs, { ...stored, data });
      const { definition } = each;
      if (each.version === definition.version)
        expect(read(definition, found.data)).toBe(canonicalJson(opened.data));
    }
  });

  it.each(kept)(
    '$file shows nothing personal, and reads as erased without the keys',
    async (each) => {
      const { keyRing } = await openKeys();
      const samples = findSamples(each) ?? [];
      const { personal } = each.definition;
      const codecs = new EventCodecs([each.category], keyRing);
      for (const { stored } of samples) {
        expect(stored.metadata).not.toContain('樣本');
        for (const { path } of personal)
          expect(stored.data).not.toContain(`樣本 🏠 ${path.replace('*', '0')}`);
        const subjects = [...`${stored.data}${stored.metadata}`.matchAll(/"subject":"([^"]*)"/g)];
        for (const [, subject] of subjects) await keyRing.destroy(subject ?? '');
        const erased = await openSample(codecs, stored);
        if (erased.reason !== undefined) expect(isErased(erased.reason)).toBe(true);
        expect(each.definition.schema.parse(erased.data)).toEqual(erased.data);
      }
    },
  );
});

describe('a change that would break stored events is caught', () => {
  const target = kept.find(({ definition }) => definition.type === 'TaskAdded');
  if (!target) throw new Error('TaskAdded is gone');
  const [sample] = findSamples(target) ?? [];
  if (!sample) throw new Error('TaskAdded has no sample');
  const schema = target.definition.schema as z.ZodObject;
  const changed: readonly [string, Partial<EventDefinition>, string][] = [
    ['a new required field', { schema: schema.extend({ who: z.string() }) }, 'its schema differs'],
    ['another type', { schema: schema.extend({ due: z.int() }) }, 'its schema differs'],
    ['a field left out', { schema: schema.omit({ title: true }) }, 'its schema differs'],
    ['a version without upcaster', { version: 2 }, 'no upcaster from version 1'],
    [
      'an upcaster that forgets',
      { version: 2, upcasters: { 1: () => ({}) } },
      'it means something else',
    ],
  ];

  it.each(changed)('%s', async (_, change, flaw) => {
    const { keyRing } = await openKeys();
    const flaws = await flawsOf(withDefinition(target, change), sample, keyRing);
    expect(flaws.join()).toContain(flaw);
  });

  it('while an optional field and a true upcaster are fine', async () => {
    const { keyRing } = await openKeys();
    const more = withDefinition(target, { schema: schema.extend({ who: z.string().optional() }) });
    expect(await flawsOf(more, sample, keyRing)).toEqual([]);
    const next = withDefinition(target, {
      version: 2,
      schema: schema.extend({ urgent: z.boolean() }),
      upcasters: { 1: (data: object) => ({ ...data, urgent: false }) },
    });
    const meaning = { ...sample.opened, data: { ...sample.opened.data, urgent: false } };
    expect(await flawsOf(next, { ...sample, opened: meaning }, keyRing)).toEqual([]);
  });

  it('and so is a narrower enumeration, as every value has a sample', async () => {
    const { keyRing } = await openKeys();
    const paused = kept.find(({ definition }) => definition.type === 'CasePaused');
    if (!paused) throw new Error('CasePaused is gone');
    const narrower = withDefinition(paused, {
      schema: (paused.definition.schema as z.ZodObject).extend({ waitingOn: z.enum(['talent']) }),
    });
    const flaws = (findSamples(paused) ?? []).map((each) => flawsOf(narrower, each, keyRing));
    expect((await Promise.all(flaws)).flat()).toContain('its schema differs');
  });
});
