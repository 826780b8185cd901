import { testDatabase, type TestDatabase } from '@talentloop/testing';
import { Pool } from 'pg';
import { InMemoryKeyStore } from './in-memory-key-store';
import type { KeyStore, WrappedKey } from './key-store';
import { PostgresKeyStore } from './postgres-key-store';

const key = (subject: string, purpose = 'identity', fill = 1, kekVersion = 1): WrappedKey => ({
  subject,
  purpose,
  wrapped: Buffer.alloc(60, fill),
  kekVersion,
});

let database: TestDatabase;
let pool: Pool;
let schemas = 0;

beforeAll(async () => {
  database = await testDatabase();
  pool = new Pool({ connectionString: database.connectionString, max: 8 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const inPostgres = async (): Promise<KeyStore> => {
  const store = new PostgresKeyStore(pool, `service_${(schemas += 1)}`);
  await store.migrate();
  return store;
};

describe.each([
  ['in memory', async (): Promise<KeyStore> => new InMemoryKeyStore()],
  ['in PostgreSQL', inPostgres],
])('a key store %s', (_, make) => {
  let store: KeyStore;
  beforeEach(async () => {
    store = await make();
  });

  it('answers what was kept, whole, and nothing for another name', async () => {
    const made = key('talent-1', 'identity', 7, 3);
    expect(await store.create([made])).toEqual({ keys: [made], destroyed: [] });
    const names = [made, key('talent-1', 'documents'), key('talent-2')];
    expect(await store.find(names)).toEqual({ keys: [made], destroyed: [] });
    expect(await store.find([])).toEqual({ keys: [], destroyed: [] });
  });

  it('keeps the first of two keys for one name, and tells the second maker', async () => {
    const first = key('talent-1', 'identity', 1);
    await store.create([first]);
    expect((await store.create([key('talent-1', 'identity', 2)])).keys).toEqual([first]);
  });

  it('has one key per name when many make it at once', async () => {
    const makers = Array.from({ length: 20 }, (_, i) =>
      store.create([key('talent-1', 'identity', i), key('talent-2', 'documents', i)]),
    );
    const answers = await Promise.all(makers);
    const standing = await store.find([key('talent-1'), key('talent-2', 'documents')]);
    expect(standing.keys).toHaveLength(2);
    for (const { keys } of answers) expect(new Set(keys)).toEqual(new Set(standing.keys));
  });

  it('destroys every key of one subject, for ever', async () => {
    await store.create([key('talent-1'), key('talent-1', 'documents'), key('talent-2')]);
    const { subject, destroyedAt } = await store.destroy('talent-1');
    expect(subject).toBe('talent-1');
    expect(destroyedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const asked = [key('talent-1'), key('talent-2')];
    const left = { keys: [key('talent-2')], destroyed: ['talent-1'] };
    expect(await store.find(asked)).toEqual(left);
    expect(await store.create([key('talent-1')])).toEqual({ keys: [], destroyed: ['talent-1'] });
    expect(await store.keysNotWrappedBy(0, 10)).toEqual([key('talent-2')]);
    expect(await store.destroy('talent-1')).toEqual({ subject, destroyedAt });
  });

  it('leaves no key behind a tombstone, whoever makes and destroys at once', async () => {
    const names = Array.from({ length: 30 }, (_, i) => `talent-${i}`);
    await Promise.all(names.flatMap((name) => [store.create([key(name)]), store.destroy(name)]));
    expect(await store.keysNotWrappedBy(0, 100)).toEqual([]);
  });

  it('lists tombstones since an instant', async () => {
    expect(await store.tombstones()).toEqual([]);
    const grave = await store.destroy('talent-1');
    expect(await store.tombstones()).toEqual([grave]);
    expect(await store.tombstones(grave.destroyedAt)).toEqual([grave]);
    expect(await store.tombstones('2999-01-01T00:00:00.000Z')).toEqual([]);
  });

  it('replaces a wrapping only where it still stands', async () => {
    const [was, now, late] = [key('talent-1'), key('talent-1', 'identity', 2, 2), key('talent-1')];
    await store.create([was, key('talent-2', 'identity', 1, 2)]);
    expect(await store.keysNotWrappedBy(2, 10)).toEqual([was]);
    expect(await store.rewrapKeys([{ from: 1, to: now }])).toBe(1);
    expect(await store.rewrapKeys([{ from: 1, to: late }])).toBe(0);
    expect((await store.find([was])).keys).toEqual([now]);
    expect(await store.keysNotWrappedBy(2, 10)).toEqual([]);
  });

  it('keeps the first secret of a name, and rewraps it', async () => {
    const secret = { name: 'claims', wrapped: Buffer.alloc(60, 1), kekVersion: 1 };
    const other = { ...secret, wrapped: Buffer.alloc(60, 2) };
    const again = { ...other, kekVersion: 2 };
    expect(await store.findSecret('claims')).toBeUndefined();
    expect(await store.keepSecret(secret)).toEqual(secret);
    expect(await store.keepSecret(other)).toEqual(secret);
    expect(await store.secretsNotWrappedBy(2)).toEqual([secret]);
    expect(await store.rewrapSecrets([{ from: 1, to: again }])).toBe(1);
    expect(await store.findSecret('claims')).toEqual(again);
    expect(await store.secretsNotWrappedBy(2)).toEqual([]);
  });
});

it('makes its tables once, from several processes at once', async () => {
  const stores = Array.from({ length: 6 }, () => new PostgresKeyStore(pool, 'accommodation'));
  await Promise.all(stores.map((store) => store.migrate()));
  const { rows } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables
      where table_schema = 'accommodation_keys' order by 1`,
  );
  expect(rows.map(({ name }) => name)).toEqual(['data_keys', 'secrets', 'tombstones']);
});
