import { KeyEncryptionKeyMissing } from './errors';
import { InMemoryKeyStore } from './in-memory-key-store';
import { InstallationSecrets, keyedDigest } from './installation-secrets';
import { GivenKeyEncryptionKeys, newKeyLine } from './key-encryption-keys';

const keks = new GivenKeyEncryptionKeys(newKeyLine(1));

it('answers the same secret for ever, another for another name, to any process', async () => {
  const store = new InMemoryKeyStore();
  const [one, two] = [new InstallationSecrets(store, keks), new InstallationSecrets(store, keks)];
  const [a, b, c] = await Promise.all([one.get('claims'), two.get('claims'), one.get('index')]);
  expect(a).toHaveLength(32);
  expect(b).toEqual(a);
  expect(c).not.toEqual(a);
  expect(await one.get('claims')).toEqual(a);
});

it('does not replace a secret whose key-encryption key is lost', async () => {
  const store = new InMemoryKeyStore();
  await new InstallationSecrets(store, keks).get('claims');
  const lost = new InstallationSecrets(store, new GivenKeyEncryptionKeys(newKeyLine(1)));
  await expect(lost.get('claims')).rejects.toThrow(KeyEncryptionKeyMissing);
  await expect(lost.get('another')).rejects.toThrow(KeyEncryptionKeyMissing);
});

it('digests equal JSON alike, whatever the order of its members, and differs by secret', () => {
  const secret = Buffer.alloc(32, 1);
  const digest = keyedDigest(secret, { a: 1, b: ['x'] });
  expect(digest).toBe('c9235ad6beb35bb290530afe312ba2566c4ccff790fd86f7d5db2c35de49aecc');
  expect(keyedDigest(secret, { b: ['x'], a: 1 })).toBe(digest);
  expect(keyedDigest(secret, { a: 1, b: ['y'] })).not.toBe(digest);
  expect(keyedDigest(Buffer.alloc(32, 2), { a: 1, b: ['x'] })).not.toBe(digest);
});
