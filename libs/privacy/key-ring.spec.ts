import { ERASED, type OpenItem, type Sealed, type SealItem } from '@talentloop/event-sourcing';
import fc from 'fast-check';
import { KeyEncryptionKeyMissing, KeyMissing, Unreadable } from './errors';
import { InMemoryKeyStore } from './in-memory-key-store';
import { GivenKeyEncryptionKeys, newKeyLine } from './key-encryption-keys';
import { KeyRing } from './key-ring';

const oneKek = newKeyLine(1);
const keks = new GivenKeyEncryptionKeys(oneKek);
const newKek = new GivenKeyEncryptionKeys(newKeyLine(1));

const name: SealItem = {
  subject: 'talent-1',
  purpose: 'identity',
  eventId: 'event-1',
  path: 'data.name',
  value: { full: 'Test Person', native: '試驗' },
};
const note: SealItem = { ...name, purpose: 'free-text', path: 'metadata.reason', value: 'because' };

const fail = (): never => {
  throw new Error('nothing was sealed');
};

const openItem = ({ eventId, path }: SealItem, sealed: Sealed): OpenItem => ({
  eventId,
  path,
  sealed,
});

const sealOne = async (ring: KeyRing, item: SealItem): Promise<OpenItem> => {
  const [sealed] = await ring.seal([item]);
  return openItem(item, sealed ?? fail());
};

let store: InMemoryKeyStore;
let ring: KeyRing;
beforeEach(() => {
  store = new InMemoryKeyStore();
  ring = new KeyRing(store, keks);
});

describe('sealing', () => {
  it('opens to what was sealed, in the order asked, also after a restart', async () => {
    const items = [name, note, { ...name, subject: 'talent-2', value: [1, true, 'x'] }];
    const boxes = await ring.seal(items);
    const asked = items.map((item, i) => openItem(item, boxes[i] ?? fail()));
    const values = items.map(({ value }) => value);
    expect(await ring.open(asked)).toEqual(values);
    expect(await new KeyRing(store, keks).open(asked)).toEqual(values);
    expect(boxes[0]).toMatchObject({ sealed: 1, subject: 'talent-1', purpose: 'identity' });
  });

  it('opens any JSON that an event may hold', async () => {
    const value = fc
      .jsonValue({ maxDepth: 4 })
      .map(
        (json) => JSON.parse(JSON.stringify(json).replace(/null|-?\d+[.\de+-]*/g, '0')) as unknown,
      )
      .filter((json) => !/\\u(0000|d[89a-f])/i.test(JSON.stringify(json)));
    await fc.assert(
      fc.asyncProperty(value, async (json) => {
        expect(await ring.open([await sealOne(ring, { ...name, value: json })])).toEqual([json]);
      }),
      { numRuns: 100 },
    );
  });

  it('never makes the same box twice, and shows nothing of the value', async () => {
    const [one, two] = await ring.seal([name, name]);
    expect(one?.box).not.toBe(two?.box);
    expect(Buffer.from(one?.box ?? '', 'base64url').toString()).not.toContain('Test');
  });

  it('makes one key when two processes seal for a person at once', async () => {
    const other = new KeyRing(store, keks);
    const [mine, theirs] = await Promise.all([sealOne(ring, name), sealOne(other, name)]);
    expect(await new KeyRing(store, keks).open([mine, theirs])).toEqual([name.value, name.value]);
    expect(await store.keysNotWrappedBy(0, 10)).toHaveLength(1);
  });

  it('asks the store once, however many callers open at once', async () => {
    const items = Array.from({ length: 50 }, (_, i) => ({ ...name, subject: `talent-${i}` }));
    const boxes = await ring.seal(items);
    const find = jest.spyOn(store, 'find');
    const fresh = new KeyRing(store, keks);
    const callers = items.map((item, i) => fresh.open([openItem(item, boxes[i] ?? fail())]));
    expect(await Promise.all(callers)).toEqual(items.map(({ value }) => [value]));
    expect(find).toHaveBeenCalledTimes(1);
  });

  it('works when it may hold fewer keys than one question needs', async () => {
    const small = new KeyRing(store, keks, 2);
    const items = Array.from({ length: 9 }, (_, i) => ({ ...name, subject: `talent-${i}` }));
    const boxes = await small.seal(items);
    const opened = await small.open(items.map((item, i) => openItem(item, boxes[i] ?? fail())));
    expect(opened).toEqual(items.map(({ value }) => value));
  });
});

describe('what cannot be read', () => {
  it('is Unreadable wherever a bit of the box flips, or it is cut or padded', async () => {
    const item = await sealOne(ring, name);
    const { box } = item.sealed;
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_!=';
    const altered = [...box].map((letter, i) => {
      const other = alphabet[(alphabet.indexOf(letter) + 1) % alphabet.length] ?? 'A';
      return box.slice(0, i) + other + box.slice(i + 1);
    });
    for (const wrong of [...altered, box.slice(0, -1), box.slice(0, 20), '', `${box}=`]) {
      const asked = { ...item, sealed: { ...item.sealed, box: wrong } };
      await expect(ring.open([asked])).rejects.toThrow(Unreadable);
    }
  });

  it('is Unreadable at another event, at another place and under another person', async () => {
    const item = await sealOne(ring, name);
    await ring.seal([{ ...name, subject: 'talent-2' }, note]);
    const moved = [
      { ...item, eventId: 'event-2' },
      { ...item, path: 'data.email' },
      { ...item, sealed: { ...item.sealed, subject: 'talent-2' } },
      { ...item, sealed: { ...item.sealed, purpose: 'free-text' } },
    ];
    for (const each of moved) await expect(ring.open([each])).rejects.toThrow(Unreadable);
  });

  it('is KeyMissing when the key is simply not there, and that is not remembered', async () => {
    const item = await sealOne(ring, name);
    const empty = new InMemoryKeyStore();
    const restored = new KeyRing(empty, keks);
    await expect(restored.open([item])).rejects.toThrow(KeyMissing);
    await empty.create(await store.keysNotWrappedBy(0, 10));
    expect(await restored.open([item])).toEqual([name.value]);
  });

  it('says that the key-encryption key is missing, and makes no new one in its place', async () => {
    const item = await sealOne(ring, name);
    const lost = new KeyRing(store, newKek);
    await expect(lost.check()).rejects.toThrow(KeyEncryptionKeyMissing);
    await expect(lost.open([item])).rejects.toThrow(KeyEncryptionKeyMissing);
    await expect(lost.seal([{ ...name, subject: 'talent-9' }])).rejects.toThrow(
      /put back \(TALENTLOOP_KEK/,
    );
    expect(await store.keysNotWrappedBy(0, 10)).toHaveLength(1);
  });

  it('fails for the one whose row was altered, not for those who asked beside them', async () => {
    const good = await sealOne(ring, name);
    const bad = { ...good, sealed: { ...good.sealed, subject: 'talent-2' } };
    await store.create([
      { subject: 'talent-2', purpose: 'identity', wrapped: Buffer.alloc(60), kekVersion: 1 },
    ]);
    const fresh = new KeyRing(store, keks);
    const both = await Promise.allSettled([fresh.open([good]), fresh.open([bad])]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });
});

describe('erasing', () => {
  it('reads as erased afterwards, in every purpose, and leaves others alone', async () => {
    const items = [name, note, { ...name, subject: 'talent-2' }];
    const boxes = await ring.seal(items);
    const asked = items.map((item, i) => openItem(item, boxes[i] ?? fail()));
    await ring.destroy('talent-1');
    expect(await ring.open(asked)).toEqual([ERASED, ERASED, name.value]);
    expect(await new KeyRing(store, keks).open(asked)).toEqual([ERASED, ERASED, name.value]);
  });

  it('is learnt by another process when it asks, and by one that held no key', async () => {
    const other = new KeyRing(store, keks);
    const item = await sealOne(other, name);
    await other.forgetDestroyed();
    await ring.destroy('talent-1');
    expect(await other.open([item])).toEqual([name.value]);
    await other.forgetDestroyed();
    expect(await other.open([item])).toEqual([ERASED]);
  });

  it('lets what is written about an erased person be appended, readable by nobody', async () => {
    await ring.destroy('talent-1');
    const item = await sealOne(ring, name);
    expect(await ring.open([item])).toEqual([ERASED]);
    expect(await store.keysNotWrappedBy(0, 10)).toEqual([]);
  });
});

it('wraps everything again with a newer key, after which the older may go', async () => {
  const items = Array.from({ length: 1_100 }, (_, i) => ({ ...name, subject: `talent-${i}` }));
  const boxes = await ring.seal(items);
  const second = newKeyLine(2);
  const both = new KeyRing(store, new GivenKeyEncryptionKeys(`${oneKek}\n${second}`));
  expect(await both.rewrap()).toBe(1_100);
  expect(await both.rewrap()).toBe(0);
  const after = new KeyRing(store, new GivenKeyEncryptionKeys(second));
  const asked = items.map((item, i) => openItem(item, boxes[i] ?? fail()));
  expect(await after.open(asked)).toEqual(items.map(({ value }) => value));
});
