import { mkdirSync, mkdtempSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { completeBinaries } from './binaries';

it('makes the links and the execute bits that an install script would have made', () => {
  const folder = mkdtempSync(join(tmpdir(), 'talentloop-binaries-'));
  const native = join(folder, 'native');
  for (const name of ['bin', 'lib']) mkdirSync(join(native, name), { recursive: true });
  for (const name of ['initdb', 'postgres', 'pg_ctl'])
    writeFileSync(join(native, 'bin', name), '', { mode: 0o644 });
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
  writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(links));

  completeBinaries(native);
  completeBinaries(native);

  expect(readlinkSync(join(native, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
  expect(statSync(join(native, 'bin', 'postgres')).mode & 0o111).toBe(0o111);
  rmSync(folder, { recursive: true });
});
