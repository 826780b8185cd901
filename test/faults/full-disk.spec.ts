import { randomFillSync } from 'node:crypto';
import { startOn, type TestInstallation } from '@talentloop/testing/journeys';
import { CuttingLine, until } from '@talentloop/testing';
import { ServiceCentreModule } from '../../apps/service-centre/src/service-centre.module';
import { type Disk, limitedFiles, smallFileSystem } from './steps/disk';
import { NoteWriters } from './steps/note-writers';

const WRITERS = 16;
const REFUSED_MIN = 60;

/** A text of the greatest allowed length that cannot be compressed. */
const longText = (): string =>
  String.fromCharCode(...randomFillSync(new Uint16Array(10_000)).map((n) => 0x4e00 + (n % 20_000)));

const disks: readonly (readonly [string, () => Disk | undefined])[] = [
  ['a quota that is used up', limitedFiles],
  ['a file system without space', smallFileSystem],
];

const whileFull = async (disk: Disk): Promise<void> => {
  const full = await disk.start();
  const line = new CuttingLine(full.connectionString, 'never');
  let server = full;
  let app: TestInstallation | undefined;
  try {
    app = await startOn(await line.open(), [ServiceCentreModule]);
    const writers = new NoteWriters(app.as('caseworker'), longText);
    await writers.openCases();
    expect((await writers.write()).status).toBe(201);
    disk.fill();
    writers.start(WRITERS);
    const refused = (): number => writers.counts('first')[503] ?? 0;
    await until('the disk is full', () => refused() >= REFUSED_MIN, 60_000);
    await writers.stop();
    writers.expectCleanAnswers();
    expect((await writers.read()).status).toBe(200);

    server = await disk.free(full);
    line.moveTo(server.connectionString);
    const before = refused();
    await until('notes are taken', async () => (await writers.write()).status === 201);
    // Each connection that broke may refuse one request more.
    expect(refused() - before).toBeLessThanOrEqual(WRITERS);
    await writers.askAgain();
    writers.expectCleanAnswers();
    expect(Object.keys(writers.counts('last'))).toEqual(['201']);
    await writers.expectEachOnce(server.connectionString);
    const verified = await app.as('auditor').post('/audit/verify');
    expect(verified.body).toMatchObject({ ok: true });
  } finally {
    await app?.stop();
    line.close();
    await server.stop();
  }
};

describe('nothing is acknowledged that is not stored, and nothing is stored by halves, on', () => {
  it.each(disks)(
    '%s',
    async (_, make) => {
      // If this process may not mount a file system, the quota is tested twice.
      const disk = make() ?? limitedFiles();
      try {
        await whileFull(disk);
      } finally {
        disk.remove();
      }
    },
    150_000,
  );
});
