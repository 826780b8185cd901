import { readFile, stat } from 'node:fs/promises';
import { verifyLog } from '@talentloop/audit';
import { until } from '@talentloop/testing';
import { digestOf, fill } from './steps/filled-log';
import { Folder, killed, startTalentloop, talentloop } from './steps/talentloop';
import { LogDatabase } from './steps/two-databases';

const EVENTS = 30_000;
const KILLS = 3;
const START_MS_MAX = 60_000;

const folder = new Folder();
let from: LogDatabase;
let to: LogDatabase;

beforeAll(async () => {
  from = await LogDatabase.create();
  to = await LogDatabase.create();
  await fill(from.store, EVENTS, { claims: true });
}, 120_000);

afterAll(async () => {
  await from.drop();
  await to.drop();
  folder.remove();
});

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );

it('goes on with an export that was killed, and ends in the same bytes', async () => {
  const [whole, cut] = [folder.file('whole.ndjson'), folder.file('cut.ndjson')];
  expect(
    (await talentloop(`store export service-centre --file ${whole}`, from.environment)).code,
  ).toBe(0);
  const all = await sizeOf(whole);
  const line = `store export service-centre --file ${cut}`;
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const before = await sizeOf(cut);
    const child = startTalentloop(line, from.environment);
    await until('it has written more', async () => (await sizeOf(cut)) > before, START_MS_MAX);
    await killed(child);
    expect(await sizeOf(cut)).toBeLessThan(all);
  }
  expect((await talentloop(line, from.environment)).code).toBe(0);
  const [one, other] = await Promise.all([readFile(whole, 'utf8'), readFile(cut, 'utf8')]);
  // The first line contains the time of its beginning, and the last line a digest over that too.
  const [, ...lines] = one.split('\n');
  const [, ...others] = other.split('\n');
  expect(others.slice(0, -2)).toEqual(lines.slice(0, -2));
}, 240_000);

it('goes on with an import that was killed: nothing is lost, nothing comes twice', async () => {
  const file = folder.file('whole.ndjson');
  const line = `store import service-centre --file ${file}`;
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const before = await to.store.head();
    const child = startTalentloop(line, to.environment);
    await until('it has written more', async () => (await to.store.head()) > before, START_MS_MAX);
    await killed(child);
  }
  const there = await to.store.head();
  expect(there).toBeLessThan(EVENTS);
  const ended = await talentloop(`${line} --json`, to.environment);
  expect(ended).toMatchObject({ code: 0, error: '' });
  const { found, written } = JSON.parse(ended.out);
  expect(found).toBeGreaterThanOrEqual(there);
  expect(found + written).toBe(EVENTS);
  expect(await digestOf(to.store)).toEqual(await digestOf(from.store));
  expect(await verifyLog('service-centre', to.store)).toEqual({ ok: true, events: EVENTS });
}, 240_000);
