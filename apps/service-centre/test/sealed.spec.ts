import { type Centre, newCase, startCentre } from './fixtures/centre';

const TALENT = '0d000000-0000-4000-8000-000000000001';
let centre: Centre;
beforeAll(async () => {
  centre = await startCentre();
});
afterAll(() => centre.app.stop());

/** Every free text of a case, each with a marker of its own in each script. */
const marker = (field: string): string => `MARKER-${field}-標記-标记`;

const sayEverything = async (): Promise<void> => {
  const { worker, portal } = centre;
  await centre.welcome(TALENT);
  const texts = { subject: marker('subject'), description: marker('description') };
  const { id } = await worker.do(
    '/cases',
    { ...newCase, ...texts, talentId: TALENT },
    { key: 'k' },
  );
  const at = (action: string, body?: object) =>
    worker.do(`/cases/${id}/${action}`, body, { key: action });
  await at('claim');
  await at('start');
  await at('notes', { text: marker('note') });
  await at('messages', { text: marker('sent'), language: 'en' });
  await portal.do(`/cases/${id}/messages`, { text: marker('received'), language: 'zh-Hant' });
  const { taskId } = await at('tasks', { title: marker('task') });
  await at(`tasks/${taskId}/complete`);
  await at('escalate', { reason: marker('escalation') });
  await at('transfer', { centre: 'online', reason: marker('transfer') });
  await centre.online.do(`/cases/${id}/decline-transfer`, { reason: marker('refusal') });
  await at('wait', { on: 'talent', reason: marker('waiting') });
  await at('resume');
  await at('resolve', { result: 'completed', explanation: marker('explanation') });
  await portal.do(`/cases/${id}/feedback`, { score: 5, comment: marker('comment') });
  await at('reopen', { reason: marker('reopening') });
  await at('cancel', { reason: marker('cancelling') });
  const body = (await worker.get(`/cases/${id}`)).body;
  expect(body).toMatchObject({ ...texts, status: 'cancelled', notes: [{ text: marker('note') }] });
};

it('keeps no free text in its log or its claims that could be read without a key', async () => {
  await sayEverything();
  const { pool } = centre.app.platform;
  const client = await pool.connect();
  try {
    for (const table of ['events', 'claims']) {
      const { rows } = await client.query<{ row: string }>(
        `select t::text as row from service_centre.${table} t`,
      );
      expect(rows.length).toBeGreaterThan(10);
      const whole = rows.map(({ row }) => row).join('\n');
      for (const text of ['MARKER', '標記', '标记']) {
        const bytes = Buffer.from(text);
        for (const form of [text, bytes.toString('hex'), bytes.toString('base64').slice(0, 8)])
          expect(whole.includes(form)).toBe(false);
      }
    }
  } finally {
    client.release();
  }
});
