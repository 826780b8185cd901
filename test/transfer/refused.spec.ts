import { readFile, writeFile } from 'node:fs/promises';
import { appendToEnd } from '@talentloop/testing';
import { Client } from 'pg';
import { fill } from './steps/filled-log';
import { Folder, talentloop } from './steps/talentloop';
import { LogDatabase } from './steps/two-databases';

const EVENTS = 60;

const folder = new Folder();
let from: LogDatabase;
let to: LogDatabase;
let lines: readonly string[];

beforeAll(async () => {
  from = await LogDatabase.create();
  await fill(from.store, EVENTS, { claims: true });
  const { code, bytes } = await talentloop('store export service-centre', from.environment);
  expect(code).toBe(0);
  lines = bytes.toString('utf8').split(/(?<=\n)/);
});
beforeEach(async () => {
  to = await LogDatabase.create();
});
afterEach(() => to.drop());
afterAll(async () => {
  await from.drop();
  folder.remove();
});

const imported = async (text: string) => {
  const file = folder.file('given.ndjson');
  await writeFile(file, text);
  return talentloop(`store import service-centre --file ${file}`, to.environment);
};

const changed = (at: number, change: (line: string) => string): string =>
  lines.map((line, i) => (i === at ? change(line) : line)).join('');

it('has a beginning, every event, every claim and an end', () => {
  expect(lines).toHaveLength(1 + EVENTS + EVENTS / 5 + 1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ service: 'service-centre', gapless: true });
});

describe('a file that is not as it was written', () => {
  it.each<[string, () => string, string]>([
    [
      'cut behind an event',
      () => lines.slice(0, 20).join(''),
      'after line 20 the last line is missing',
    ],
    ['cut within a line', () => lines.slice(0, 20).join('').slice(0, -5), 'line 20: it is cut off'],
    [
      'with a changed text',
      () => changed(9, (it) => it.replace('line', 'lime')),
      'line 10: thing-',
    ],
    [
      'with a flipped hash',
      () => changed(9, (it) => it.replace(/"hash":"./, '"hash":"g')),
      'line 10: it is not a line',
    ],
    [
      'with a changed time',
      () => changed(9, (it) => it.replace(/"committedAt":"\d{4}/, '"committedAt":"2001')),
      'line 10: ',
    ],
    [
      'with lines in another order',
      () => [...lines.slice(0, 9), lines[10], lines[9], ...lines.slice(11)].join(''),
      'line 10: thing-',
    ],
    ['without a line', () => changed(9, () => ''), 'line 10: thing-'],
    ['with a line twice', () => changed(9, (it) => it + it), 'line 11: thing-'],
    [
      'with another answer in a claim',
      () => changed(EVENTS + 2, (it) => it.replace('201', '200')),
      'the digest does not match',
    ],
    [
      'with more behind its end',
      () => `${lines.join('')}${lines[1]}`,
      'it comes after the last line',
    ],
    ['of another kind', () => '{"hello":"world"}\n', 'line 1: it is not a line of an export'],
    ['without its beginning', () => lines.slice(1).join(''), 'line 1: it is not the first line'],
    ['with nothing in it', () => '', 'the last line is missing'],
  ])('is refused %s, and nothing is written', async (_, text, why) => {
    const { code, error } = await imported(text());
    expect({ code, error }).toEqual({ code: 1, error: expect.stringContaining(why) });
    expect(error).toContain('The file was altered or cut off');
    expect(await to.store.head()).toBe(0);
  });

  it('is refused from a pipe too, behind what was whole', async () => {
    const text = changed(30, (it) => it.replace('line', 'lime'));
    const { code, error } = await talentloop(
      'store import service-centre',
      to.environment,
      Buffer.from(text),
    );
    expect({ code, error }).toEqual({ code: 1, error: expect.stringContaining('line 31: thing-') });
    expect(await to.store.head()).toBeLessThan(30);
    const again = await talentloop(
      'store import service-centre',
      to.environment,
      Buffer.from(lines.join('')),
    );
    expect(again.code).toBe(0);
    expect(await to.store.head()).toBe(EVENTS);
  });
});

describe('a log that holds other events', () => {
  it('is left as it is, and the first that differs is named', async () => {
    await appendToEnd(to.store, 'thing-elsewhere');
    const { code, error } = await imported(lines.join(''));
    expect(code).toBe(1);
    expect(error).toContain('line 2 of the file is revision 0 of thing-');
    expect(error).toContain('position 1 of the log is revision 0 of thing-elsewhere');
    expect(await to.store.head()).toBe(1);
  });

  it('is left as it is when it goes on where the file ends', async () => {
    expect((await imported(lines.join(''))).code).toBe(0);
    await appendToEnd(to.store, 'thing-elsewhere');
    const { code, error } = await imported(lines.join(''));
    expect({ code, error }).toEqual({
      code: 1,
      error: expect.stringContaining(`ends before position ${EVENTS + 1} of the log`),
    });
  });

  it('is not taken for the log of another service', async () => {
    const file = folder.file('given.ndjson');
    await writeFile(file, lines.join(''));
    const { code, error } = await talentloop(
      `store import accommodation --file ${file}`,
      to.environment,
    );
    expect({ code, error }).toEqual({
      code: 1,
      error: expect.stringContaining('an export of service-centre, not of accommodation'),
    });
  });
});

it('does not write into a log that somebody uses', async () => {
  const client = new Client({
    connectionString: to.connectionString,
    application_name: 'talentloop',
  });
  await client.connect();
  const { code, error } = await imported(lines.join(''));
  await client.end();
  expect({ code, error }).toEqual({ code: 2, error: expect.stringContaining('TalentLoop runs') });
  expect(await to.store.head()).toBe(0);
});

it('names the event of a log that is not as it was written, and writes no end', async () => {
  const client = new Client({ connectionString: to.connectionString });
  await client.connect();
  await imported(lines.join(''));
  await client.query(`update service_centre.events set data = '{"n":0}' where position = 33`);
  await client.end();
  const file = folder.file('flawed.ndjson');
  const { code, error } = await talentloop(
    `store export service-centre --file ${file}`,
    to.environment,
  );
  expect({ code, error }).toEqual({
    code: 1,
    error: expect.stringContaining('position 33: thing-'),
  });
  expect(await readFile(file, 'utf8')).not.toContain('"end"');
});

describe('a part of a log', () => {
  it('continues what was imported before, and nothing else', async () => {
    const [first, second] = [folder.file('first.ndjson'), folder.file('second.ndjson')];
    await writeFile(first, lines.join(''));
    await appendToEnd(from.store, 'thing-later', { data: [{}, {}] });
    const part = `store export service-centre --after ${EVENTS} --file ${second} --json`;
    const exported = await talentloop(part, from.environment);
    expect(JSON.parse(exported.out)).toMatchObject({ events: 2, last: EVENTS + 2 });
    const early = await talentloop(`store import service-centre --file ${second}`, to.environment);
    expect({ code: early.code, error: early.error }).toEqual({
      code: 1,
      error: expect.stringContaining('import what comes before it first'),
    });
    for (const file of [first, second, second]) {
      const { code } = await talentloop(
        `store import service-centre --file ${file}`,
        to.environment,
      );
      expect(code).toBe(0);
    }
    expect(await to.store.head()).toBe(EVENTS + 2);
    const whole = await talentloop(part, from.environment);
    expect(whole).toMatchObject({
      code: 2,
      error: expect.stringContaining('holds a complete export'),
    });
  });

  it('begins after an event that is there', async () => {
    for (const after of ['soon', '9999']) {
      const line = `store export service-centre --after ${after}`;
      expect((await talentloop(line, from.environment)).code).toBe(2);
    }
  });
});

it('needs a service that there is, a file that can be read, a database that answers', async () => {
  const here = to.environment;
  const away = { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' };
  for (const [line, environment] of [
    ['store export kitchen', here],
    ['store import service-centre --file /nowhere/at-all', here],
    ['store import service-centre', here],
    ['store export accommodation', here],
    ['store export service-centre', away],
    ['store export service-centre', { TALENTLOOP_DATA: '/nowhere/at-all' }],
    ['store export service-centre', { ...here, EVENT_STORE: 'mongodb' }],
  ] as const) {
    const { code, error } = await talentloop(line, environment);
    expect({ line, code }).toEqual({ line, code: 2 });
    expect(error).not.toBe('');
  }
});
