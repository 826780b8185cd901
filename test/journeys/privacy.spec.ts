import { randomUUID } from 'node:crypto';
import type { Json, TestInstallation } from '@talentloop/testing/journeys';
import { serviceEntries } from '@talentloop/service-catalogue';
import { admission, homes } from './steps/arrival';
import { badHkid, consent, enquiry, goodPassport, newcomer } from './steps/bodies';
import { dayFromToday } from './steps/days';
import { take } from './steps/journey';
import { settled } from './steps/settled';
import { tracesOf } from './steps/traces';
import { type As, callersOf, startWorld, type Who } from './steps/world';

let app: TestInstallation;
let as: As;
const known: Record<string, string> = {};
const planted: string[] = [];

/** A text that exists nowhere else, for a personal field. */
const mark = (name: string): string => {
  const text = `Marker ${name} ${randomUUID().slice(0, 8)}`;
  planted.push(text);
  return text;
};
/** The same for a field with a format of its own. */
const marked = (text: string): string => {
  planted.push(text);
  return text;
};

/** Sends a command under a key, so that there is a claim that holds the answer. */
const tell = (who: Who, path: string, body: object = {}): Promise<Json> =>
  as(who).do(path, body, { key: randomUUID() });

const person = () => ({
  ...newcomer,
  name: { full: mark('full name'), native: marked('標記甲乙丙') },
  birthDate: marked('1971-03-17'),
  email: marked('marker.person@example.org'),
  phone: marked('+85269871234'),
  household: [
    { relation: 'spouse', name: marked('标记配偶'), birthDate: marked('1972-05-23') },
    { relation: 'child', name: marked('Марк Пример'), birthDate: marked('2018-07-29') },
  ],
});

beforeAll(async () => {
  app = await startWorld();
  as = callersOf(app, () => known['talent']);
  await take({ as, known }, homes);
  await plantInTalents();
  await plantInCases();
  await plantInRequests();
  await settled(app.connectionString);
}, 60_000);
afterAll(() => app.stop());

const plantInTalents = async (): Promise<void> => {
  const { id } = await tell('portal', '/talents', person());
  known['talent'] = id;
  const talent = `/talents/${id}`;
  await tell('portal', `${talent}/details`, {
    name: { full: mark('corrected name'), native: marked('محمد مثال') },
    email: marked('other.marker@example.org'),
  });
  const number = marked('MARK998877');
  const first = await tell('portal', `${talent}/documents`, { ...badHkid, number });
  const second = await tell('portal', `${talent}/documents`, {
    ...goodPassport,
    number: marked('PQ44556677'),
  });
  await tell('caseworker', `${talent}/documents/${second.documentId}/reject`, {
    reason: mark('rejection'),
  });
  await tell('portal', `${talent}/consents`, consent);
  await tell('portal', `${talent}/submit`);
  await plantInCorrections(talent);
  await plantInScreening(talent, first.documentId);
  await plantInEndings();
};

const plantInCorrections = async (talent: string): Promise<void> => {
  const correction = await tell('portal', `${talent}/corrections`, {
    changes: { name: { full: mark('name after submission') }, phone: marked('+85260001717') },
    reason: mark('correction'),
  });
  await tell('supervisor', `${talent}/corrections/${correction.correctionId}/approve`);
  const other = await tell('portal', `${talent}/corrections`, {
    changes: { birthDate: marked('1971-03-19') },
    reason: mark('another correction'),
  });
  await tell('supervisor', `${talent}/corrections/${other.correctionId}/reject`, {
    reason: mark('correction rejected'),
  });
};

const plantInScreening = async (talent: string, documentId: string): Promise<void> => {
  await tell('caseworker', `${talent}/start-screening`);
  await tell('caseworker', `${talent}/request-information`, {
    items: [mark('item asked')],
    message: mark('message asking'),
  });
  await tell('portal', `${talent}/provide-information`, {
    items: [mark('item given')],
    message: mark('message giving'),
  });
  await tell('caseworker', `${talent}/documents/${documentId}/override`, {
    reason: mark('override'),
  });
  await tell('caseworker', `${talent}/documents/${documentId}/verify`);
  await tell('caseworker', `${talent}/verify`);
  await tell('supervisor', `${talent}/approve`);
  await tell('supervisor', `${talent}/activate`);
  await tell('supervisor', `${talent}/suspend`, { reason: mark('suspension') });
  await tell('supervisor', `${talent}/reinstate`);
};

const plantInEndings = async (): Promise<void> => {
  const leaving = await tell('portal', '/talents', newcomer);
  await tell('portal', `/talents/${leaving.id}/withdraw`, { reason: mark('withdrawal') });
  known['withdrawn'] = leaving.id;
  const refused: Record<string, string> = {};
  await take({ as, known: refused }, admission.slice(0, 4));
  await tell('supervisor', `/talents/${refused['talent']}/refuse`, {
    code: 'criteria-not-met',
    reason: mark('refusal'),
  });
  known['refused'] = refused['talent'] ?? '';
};

const plantInCases = async (): Promise<void> => {
  const { id } = await tell('caseworker', '/cases', {
    ...enquiry,
    talentId: known['talent'],
    subject: mark('subject'),
    description: mark('description'),
  });
  known['case'] = id;
  const path = `/cases/${id}`;
  await tell('caseworker', `${path}/claim`);
  await tell('caseworker', `${path}/transfer`, { centre: 'online', reason: mark('transfer') });
  await tell('caseworker-online', `${path}/decline-transfer`, { reason: mark('declined') });
  await tell('caseworker', `${path}/start`);
  await tell('caseworker', `${path}/notes`, { text: mark('note') });
  await tell('caseworker', `${path}/messages`, { text: mark('sent'), language: 'en' });
  await tell('talent', `${path}/messages`, { text: mark('received'), language: 'en' });
  const { taskId } = await tell('caseworker', `${path}/tasks`, { title: mark('task') });
  await tell('caseworker', `${path}/tasks/${taskId}/complete`);
  await tell('caseworker', `${path}/wait`, { on: 'talent', reason: mark('waiting') });
  await tell('caseworker', `${path}/resume`);
  await tell('caseworker', `${path}/escalate`, { reason: mark('escalation') });
  const explanation = mark('explanation');
  await tell('caseworker', `${path}/resolve`, { result: 'completed', explanation });
  await tell('portal', `${path}/feedback`, { score: 4, comment: mark('feedback') });
  await tell('caseworker', `${path}/reopen`, { reason: mark('reopening') });
  await tell('caseworker', `${path}/cancel`, { reason: mark('cancellation') });
  // A case that is about no known person has a key of its own.
  const anybody = await tell('caseworker', '/cases', { ...enquiry, subject: mark('of nobody') });
  known['anybody'] = anybody.id;
};

/** A request for a stay, submitted, each with marks of its own; answers its path. */
const submitRequest = async (): Promise<string> => {
  const { id } = await tell('portal', '/accommodation-requests', {
    kind: 'talent-residence',
    guests: 2,
    talentId: known['talent'],
    from: dayFromToday(40),
    to: dayFromToday(50),
    preferences: { note: mark('wish'), features: [mark('feature')], accessibility: [] },
  });
  await tell('portal', `/accommodation-requests/${id}/submit`);
  return `/accommodation-requests/${id}`;
};

const officer = 'housing-officer';

const plantInRequests = async (): Promise<void> => {
  const stayed = await submitRequest();
  await plantInAssessment(stayed);
  const withdrawn = await submitRequest();
  await tell('portal', `${withdrawn}/withdraw`, { reason: mark('request withdrawn') });
  const refused = await submitRequest();
  await tell(officer, `${refused}/refuse`, { code: 'other', reason: mark('request refused') });
  Object.assign(known, { stayed, withdrawnRequest: withdrawn, refusedRequest: refused });
  await tell(officer, `/units/${known['unit']}/out-of-service`, {
    from: dayFromToday(100),
    to: dayFromToday(101),
    reason: mark('out of service'),
  });
};

const plantInAssessment = async (stayed: string): Promise<void> => {
  await tell(officer, `${stayed}/request-information`, {
    items: [mark('housing item')],
    message: mark('housing question'),
  });
  await tell('portal', `${stayed}/provide-information`, {
    items: [mark('housing item given')],
    message: mark('housing answer'),
  });
  await tell(officer, `${stayed}/assess`, { eligible: true, reason: mark('assessment') });
  await tell(officer, `${stayed}/waitlist`, { reason: mark('waiting list') });
  await tell(officer, `${stayed}/offer`, { unitId: known['unit'] });
  await tell('portal', `${stayed}/decline`, { reason: mark('declining') });
  await tell(officer, `${stayed}/offer`, { unitId: known['unit'] });
  await tell('portal', `${stayed}/accept`);
  await tell(officer, `${stayed}/cancel`, { reason: mark('booking cancelled') });
};

const idOf = (path: string | undefined): string => String(path?.split('/').at(-1));

/** Everything about it that the auditor may read. */
const readByAuditor = async (): Promise<string> => {
  const resources = [
    ...['talent', 'withdrawn', 'refused'].map((name) => ['talents', known[name]]),
    ...['case', 'anybody'].map((name) => ['cases', known[name]]),
    ...['stayed', 'withdrawnRequest', 'refusedRequest'].map((name) => [
      'accommodation-requests',
      idOf(known[name]),
    ]),
    ['units', known['unit']],
  ];
  const texts = await Promise.all(
    resources.flatMap(([category, id]) => [
      as('auditor').get(`/audit/${category}/${id}/history`),
      as('auditor').get(`/${category}/${id}`),
    ]),
  );
  return JSON.stringify(texts.map(({ body }) => body as Json));
};

/** Every row of every table except those of read models, as text. */
const dump = async (): Promise<ReadonlyMap<string, string>> => {
  const { pool } = app.platform;
  const models = new Set(
    app.running.flatMap(({ service: { schema, readModels } }) =>
      readModels.flatMap(({ name }) => {
        const table = `${schema}.${name.replaceAll('-', '_')}`;
        return [table, `${table}_versions`];
      }),
    ),
  );
  const { rows } = await pool.query<{ table: string }>(
    `select table_schema || '.' || table_name as table from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const tables = rows.map(({ table }) => table).filter((table) => !models.has(table));
  const texts = await Promise.all(
    tables.map(async (table) => {
      const all = await pool.query<{ text: string }>(`select t::text as text from ${table} as t`);
      return [table, all.rows.map(({ text }) => text).join('\n')] as const;
    }),
  );
  return new Map(texts);
};

it('is read by whoever may, every bit of it', async () => {
  const read = await readByAuditor();
  expect(planted.length).toBeGreaterThan(55);
  expect(planted.filter((text) => !read.includes(text))).toEqual([]);
});

it('is in no table of any log, in no claim and in no message, in whatever form', async () => {
  const tables = await dump();
  expect([...tables.keys()]).toEqual(
    expect.arrayContaining([
      ...serviceEntries.flatMap(({ schema }) =>
        ['events', 'claims', 'parked_messages', 'consumed_sequences', 'refused_effects'].map(
          (table) => `${schema}.${table}`,
        ),
      ),
      'integration_bus.messages',
    ]),
  );
  const found = [...tables].flatMap(([table, text]) =>
    planted.flatMap((marker) =>
      tracesOf(marker).flatMap((trace) => (text.includes(trace) ? [`${table}: ${marker}`] : [])),
    ),
  );
  expect(found).toEqual([]);
});

it('would be found if it were there', () => {
  const [marker = ''] = planted;
  for (const offset of [0, 1, 2]) {
    const bytes = Buffer.from(`${'x'.repeat(offset)}${marker}, and more`);
    for (const text of [bytes.toString('utf8'), bytes.toString('base64'), bytes.toString('hex')])
      expect(tracesOf(marker).some((trace) => text.includes(trace))).toBe(true);
  }
});
