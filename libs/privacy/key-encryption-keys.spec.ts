import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyEncryptionKeyMissing } from './errors';
import { KeyEncryptionKeyFile, keyEncryptionKeys } from './key-encryption-key-file';
import { newKeyLine, parseKeyEncryptionKeys } from './key-encryption-keys';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kek-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const path = () => join(folder, 'trust', 'kek.txt');

it('reads keys line by line or with commas, and refuses anything else without repeating it', () => {
  const [one, two] = [newKeyLine(1), newKeyLine(2)];
  expect([...parseKeyEncryptionKeys(`# ours\n${one} # old\n\n${two}`).keys()]).toEqual([1, 2]);
  expect([...parseKeyEncryptionKeys(`${one},${two}`).keys()]).toEqual([1, 2]);
  for (const wrong of ['', 'secret', '1:c2hvcnQ', `0:${'A'.repeat(43)}`, `${one}\n${one}`]) {
    expect(() => parseKeyEncryptionKeys(wrong)).toThrow(/key/);
    expect(() => parseKeyEncryptionKeys(wrong)).not.toThrow(/secret|c2hvcnQ/);
  }
});

it('makes the file at first use, for its owner only, once for all processes', async () => {
  const files = Array.from({ length: 8 }, () => new KeyEncryptionKeyFile(path(), true));
  const keys = await Promise.all(files.map((file) => file.current()));
  const [first] = keys;
  for (const { version, key } of keys) {
    expect(version).toBe(1);
    expect(first && key.equals(first.key)).toBe(true);
  }
  expect((await stat(path())).mode & 0o777).toBe(0o600);
  expect(await readdir(join(folder, 'trust'))).toEqual(['kek.txt']);
});

it('never makes it in production, nor for a key that has wrapped something', async () => {
  const production = keyEncryptionKeys({ trustFolder: folder, create: false });
  await expect(production.current()).rejects.toThrow(KeyEncryptionKeyMissing);
  const lost = new KeyEncryptionKeyFile(path(), true);
  await expect(lost.get(1)).rejects.toThrow(KeyEncryptionKeyMissing);
  await expect(readFile(path())).rejects.toThrow('ENOENT');
});

it('is rotated by adding a key, which a running process learns when it meets it', async () => {
  const [mine, theirs] = [
    new KeyEncryptionKeyFile(path(), true),
    new KeyEncryptionKeyFile(path(), true),
  ];
  const first = await theirs.current();
  expect((await mine.add()).version).toBe(2);
  expect((await mine.current()).version).toBe(2);
  expect((await mine.get(1)).key.equals(first.key)).toBe(true);
  expect((await theirs.get(2)).version).toBe(2);
  await expect(theirs.get(3)).rejects.toThrow(KeyEncryptionKeyMissing);
});

it('prefers what the environment gives, and says what a broken file needs', async () => {
  const given = keyEncryptionKeys({ given: newKeyLine(5), trustFolder: folder, create: true });
  expect((await given.current()).version).toBe(5);
  await expect(given.get(4)).rejects.toThrow(KeyEncryptionKeyMissing);
  await writeFile(join(folder, 'kek.txt'), 'garbage');
  const broken = keyEncryptionKeys({ given: '', trustFolder: folder, create: true });
  await expect(broken.current()).rejects.toThrow(/<version>:<base64 of 32 bytes>/);
});
