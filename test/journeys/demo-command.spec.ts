import type { TestInstallation } from '@talentloop/testing/journeys';
import { run } from '../../apps/cli/src/program';
import { startWorld } from './steps/world';

let app: TestInstallation;
let [out, error] = ['', ''];
const demo = (url: string, ...options: readonly string[]) => {
  [out, error] = ['', ''];
  return run(['demo', ...options], {
    environment: { TALENTLOOP_URL: url },
    write: (text) => (out += text),
    writeError: (text) => (error += text),
    columns: 100,
    colour: false,
    more: () => Promise.resolve(true),
  });
};

beforeAll(async () => {
  app = await startWorld();
});
afterAll(() => app.stop());

describe('talentloop demo', () => {
  it('tells one journey from registration to check-in, then all of it as a tree', async () => {
    expect(await demo(app.url)).toBe(0);
    expect(error).toBe('');
    const parts = [
      'POST /talents as portal',
      'accepted with a warning',
      'override',
      'checked-in',
      'one tree of causes and effects',
      '└─ Talent registered',
      'Guest checked in',
    ];
    for (const part of parts) expect(out).toContain(part);
  });

  it('tells it again, of somebody else, as one JSON document', async () => {
    expect(await demo(app.url, '--json')).toBe(0);
    const { steps, tree, caseNumber } = JSON.parse(out);
    expect(caseNumber).toMatch(/^SC-LOOP-\d{4}-\d{6}$/);
    expect(steps.length).toBeGreaterThan(20);
    expect(tree[0]).toMatchObject({ type: 'TalentRegistered' });
    const { items } = (await app.as('auditor').get('/talents')).body;
    expect(items).toHaveLength(2);
  });

  it('says how to start when nothing runs', async () => {
    expect(await demo('http://127.0.0.1:9')).toBe(2);
    expect(error).toContain('npm start');
  });
});
