import { Caller, type Json } from '@talentloop/testing/journeys';
import { processModule, startService } from '@talentloop/service-host';
import { createHttpApp } from '@talentloop/http';
import { ServiceCentreModule } from '../src/service-centre.module';
import { type Centre, newCase, startCentre } from './fixtures/centre';

let centre: Centre;
let stopSecond: () => Promise<void>;
let secondUrl: string;

/**
 * A second service in this process: it has a state cache, a queue per stream and a group commit of
 * its own, as a process of the operating system would.
 */
beforeAll(async () => {
  centre = await startCentre();
  const { platform } = centre.app;
  const running = await startService(ServiceCentreModule.service, platform, 'api');
  const served = [{ module: ServiceCentreModule, running }];
  const http = await createHttpApp(processModule(platform, [running], served), {
    title: 'second',
    logger: platform.log,
  });
  await http.app.listen(0, '127.0.0.1');
  secondUrl = await http.app.getUrl();
  stopSecond = async () => {
    await http.drain.drain();
    await running.stop();
  };
});
afterAll(async () => {
  await stopSecond();
  await centre.app.stop();
});

const times = <T>(n: number, each: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, (_, i) => each(i)));
const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i + 1);

it('split 300 notes on one case between them: 300 events, contiguous', async () => {
  const callers = [centre.worker, new Caller(secondUrl, 'caseworker')];
  const { id } = await centre.worker.do('/cases', newCase);
  const notes = await times(300, (i) =>
    (callers[i % 2] ?? centre.worker).do(`/cases/${id}/notes`, { text: `note ${i}` }),
  );
  const revisions = notes.map(({ revision }: Json) => Number(revision));
  expect(revisions.sort((a, b) => a - b)).toEqual(upTo(300));
  for (const caller of callers) {
    const { body } = await caller.get(`/cases/${id}`);
    expect(body.revision).toBe(300);
    expect(new Set(body.notes.map(({ noteId }: Json) => noteId)).size).toBe(300);
  }
});

it('open 200 cases at once under 200 different numbers without a hole', async () => {
  const callers = [centre.online, new Caller(secondUrl, 'caseworker-online')];
  const about = { ...newCase, centre: 'online' };
  const opened = await times(200, (i) => (callers[i % 2] ?? centre.online).do('/cases', about));
  const cases = await Promise.all(opened.map(({ id }: Json) => centre.online.get(`/cases/${id}`)));
  const sequence = cases.map(({ body }) => Number(String(body.number).slice(-6)));
  expect(sequence.sort((a, b) => a - b)).toEqual(upTo(200));
});
