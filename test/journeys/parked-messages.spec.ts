import { startForTest, type TestInstallation } from '@talentloop/testing/journeys';
import { until } from '@talentloop/testing';
import { Pool } from 'pg';
import { run } from '../../apps/cli/src/program';
import { ServiceCentreModule } from '../../apps/service-centre/src/service-centre.module';
import { TalentOnboardingModule } from '../../apps/talent-onboarding/src/talent-onboarding.module';
import { newcomer } from './steps/bodies';

let app: TestInstallation;
let pool: Pool;
const talentloop = async (...words: readonly string[]) => {
  let [out, error] = ['', ''];
  const code = await run(['parked-messages', ...words], {
    environment: { TALENTLOOP_URL: app.url },
    write: (text) => (out += text),
    writeError: (text) => (error += text),
    columns: 80,
    colour: false,
    more: () => Promise.resolve(true),
  });
  return { code, out, error };
};

/** Sends the last message about a talent again, as the next one, with another value. */
const spoiled = async (talentId: string, value: (good: string) => string): Promise<string> => {
  const { rows } = await pool.query<{ headers: Record<string, string>; value: string }>(
    `select headers, value from integration_bus.messages
      where topic = 'talentloop.talent' and key = $1 order by "offset" desc limit 1`,
    [`talent-${talentId}`],
  );
  const [last] = rows;
  if (!last) throw new Error('nothing was said about the talent');
  const headers = { ...last.headers, ce_id: talentId, ce_sequence: '0000000000000900' };
  const message = { topic: 'talentloop.talent', key: `talent-${talentId}`, headers };
  await app.platform.bus.produce([{ ...message, value: value(last.value) }]);
  return last.value;
};

const parkedId = async (): Promise<string> => {
  await until('it is parked', async () => (await talentloop()).code === 1);
  const { items } = JSON.parse((await talentloop('--json')).out);
  expect(items).toHaveLength(1);
  return items[0].id;
};

const heardOf = async (): Promise<string> => {
  const { id } = await app.as('portal').do('/talents', newcomer);
  await app.as('caseworker').see(`/cases?talentId=${id}`, ({ items }) => items.length > 0);
  return id;
};

beforeAll(async () => {
  app = await startForTest(TalentOnboardingModule, ServiceCentreModule);
  pool = new Pool({ connectionString: app.connectionString, max: 2 });
});
afterAll(async () => {
  await pool.end();
  await app.stop();
});

describe('talentloop parked-messages', () => {
  it('says when there are none', async () => {
    expect(await talentloop()).toMatchObject({ code: 0, out: '✓ No message is parked.\n' });
  });

  it('tells what is parked and why, and redrives it only when it can be handled', async () => {
    const talentId = await heardOf();
    const good = await spoiled(talentId, () => '{"centre": ');
    const id = await parkedId();
    const { out } = await talentloop();
    for (const part of [id, 'talentloop.talent', `key talent-${talentId} waits`, 'bad-json: '])
      expect(out).toContain(part);

    const failed = await talentloop('redrive', id);
    expect(failed).toMatchObject({ code: 1, out: `✗ ${id} failed again and stays parked\n` });

    const mend = 'update service_centre.parked_messages set value = $1 where id = $2';
    await pool.query(mend, [Buffer.from(good), id]);
    const handled = await talentloop('redrive', id);
    expect(handled.out).toContain(`✓ ${id} was handled`);
    expect(handled.code).toBe(0);
    expect((await talentloop()).code).toBe(0);
    const gone = await talentloop('redrive', id);
    expect(gone).toMatchObject({ code: 2, error: `${id} is not parked.\n` });
  });

  it('gives one up for a reason, and not without', async () => {
    await spoiled(await heardOf(), (good) => good.slice(1));
    const id = await parkedId();
    const unexplained = await talentloop('discard', id);
    expect(unexplained.code).toBe(2);
    expect(unexplained.error).toContain('--reason');
    const given = await talentloop('discard', id, '--reason', 'sent by mistake');
    expect(given).toMatchObject({ code: 0, out: `✓ ${id} was discarded; its key continues\n` });
    expect((await talentloop()).code).toBe(0);
  });
});
