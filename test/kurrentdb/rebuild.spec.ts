import { type Json, startForTest, type TestInstallation } from '@talentloop/testing/journeys';
import { ServiceCentreModule } from '../../apps/service-centre/src/service-centre.module';
import { type ServedLogs, serveServices } from './logs';

const aCase = {
  centre: 'loop-onsite',
  channel: 'counter',
  type: 'immigration',
  subject: 'A permit runs out on Friday',
};

let served: ServedLogs;
let app: TestInstallation;

beforeAll(async () => {
  served = await serveServices();
  app = await startForTest(ServiceCentreModule);
  const worker = app.as('caseworker');
  for (let n = 0; n < 6; n += 1) {
    const { id } = await worker.do('/cases', aCase);
    if (n % 2 === 0) await worker.do(`/cases/${id}/claim`);
  }
}, 60_000);

afterAll(async () => {
  await app.stop();
  await served.stop();
});

it.each(['cases', 'worklist'])(
  'rebuilds %s from a log whose positions have holes, and finds it equal',
  async (name) => {
    const operator = app.as('operator');
    await operator.do(`/read-models/${name}/rebuild`);
    const ended = ['switched', 'held', 'failed', 'cancelled'];
    const rebuild: Json = await operator.see(`/read-models/${name}/rebuild`, ({ state }) =>
      ended.includes(state),
    );
    expect(rebuild).toMatchObject({ state: 'switched', differing: 0 });
    const { body } = await app.as('caseworker').get('/cases?limit=50');
    expect(body.items).toHaveLength(6);
  },
);
