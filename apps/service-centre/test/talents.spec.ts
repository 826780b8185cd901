import { derivedId } from '@talentloop/event-sourcing';
import type { Json } from '@talentloop/testing/journeys';
import { caseRegister } from '../src/domain/case-register/case-register';
import type { HousingNews } from '../src/domain/known-talent/events';
import { registerFor } from '../src/domain/values/case-number';
import { type Centre, JOURNEY, newCase, startCentre } from './fixtures/centre';

let centre: Centre;
beforeAll(async () => {
  centre = await startCentre();
});
afterAll(() => centre.app.stop());

const talentNumber = (n: number): string =>
  `0c000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const news = (talentId: string, heard: HousingNews): Promise<void> =>
  centre.hear(
    talentId,
    {
      type: 'HearHousingNews',
      data: {
        requestId: talentId,
        news: heard,
        newCaseId: derivedId(talentId, heard),
        expiresAt: '2026-12-04T02:00:00.000Z',
      },
    },
    `${heard} ${talentId}`,
  );
const standing = (talentId: string, next: 'active' | 'suspended' | 'departed' | 'withdrawn') =>
  centre.hear(
    talentId,
    { type: 'HearOfStanding', data: { standing: next } },
    `${next} ${talentId}`,
  );
const work = async (id: string, ...actions: readonly string[]): Promise<void> => {
  const bodies: Readonly<Record<string, object>> = {
    resolve: { result: 'completed', explanation: 'x' },
  };
  for (const action of actions) await centre.worker.do(`/cases/${id}/${action}`, bodies[action]);
};
const until = (id: string, expected: (body: Json) => unknown): Promise<Json> =>
  centre.auditor.see(`/cases/${id}`, expected);

it('opens a talent’s onboarding case at the chosen centre, on the talent’s journey', async () => {
  expect(await centre.welcome(talentNumber(1))).toMatchObject({
    type: 'onboarding',
    channel: 'portal',
    status: 'open',
    centre: 'loop-onsite',
    client: 'portal',
    talentId: talentNumber(1),
    subject: '抵达及入职支持',
    correlationId: JOURNEY,
    assignee: null,
    tasks: [],
  });
});

it('opens a case for each need once the talent is approved', async () => {
  const talentId = talentNumber(2);
  await centre.welcome(talentId);
  const cases = ['schooling', 'banking-tax'].map((type) => ({
    type,
    caseId: derivedId(talentId, type),
  }));
  await centre.hear(talentId, { type: 'HearOfApproval', data: { cases } }, `approve ${talentId}`);
  for (const { caseId, type } of cases) {
    expect(await until(caseId, () => true)).toMatchObject({ type, correlationId: JOURNEY });
  }
});

it('tells housing news on the onboarding case, and of a lapse the caseworker too', async () => {
  const talentId = talentNumber(3);
  const { id } = await centre.welcome(talentId);
  await news(talentId, 'offered');
  await news(talentId, 'offer-expired');
  const body = await until(
    id,
    ({ messages, tasks }) => messages.length === 2 && tasks.length === 1,
  );
  expect(body.messages[0]).toMatchObject({ language: 'zh-Hans', direction: 'sent' });
  expect(body.messages[0].text).toContain('2026-12-04 10:00');
  expect(body.tasks[0]).toMatchObject({ status: 'open' });
});

it('opens an accommodation case for the news once the onboarding case is done', async () => {
  const talentId = talentNumber(4);
  const { id } = await centre.welcome(talentId);
  await work(id, 'claim', 'start', 'resolve');
  await centre.auditor.see(
    `/cases?talentId=${talentId}&status=resolved`,
    ({ items }) => items.length === 1,
  );
  await news(talentId, 'offer-expired');
  const list = await centre.auditor.see(
    `/cases?talentId=${talentId}&type=accommodation`,
    ({ items }) => items.length === 1,
  );
  const body = await until(list.items[0].id, ({ tasks }) => tasks.length === 1);
  expect(body).toMatchObject({ status: 'open', messages: [{}], correlationId: JOURNEY });
});

it('lets cases wait while the talent is suspended and go on after', async () => {
  const talentId = talentNumber(5);
  const { id: inWork } = await centre.welcome(talentId);
  await work(inWork, 'claim', 'start');
  const { id: untouched } = await centre.worker.do('/cases', { ...newCase, talentId });
  await until(untouched, () => true);
  await standing(talentId, 'suspended');
  await until(inWork, ({ status, waitingOn }) => status === 'waiting' && waitingOn === 'suspended');
  await standing(talentId, 'active');
  await until(inWork, ({ status }) => status === 'in-progress');
});

it('ends the cases of a talent who leaves: resolved ones close, others are cancelled', async () => {
  const talentId = talentNumber(6);
  const { id: done } = await centre.welcome(talentId);
  await work(done, 'claim', 'start', 'resolve');
  const { id: open } = await centre.worker.do('/cases', { ...newCase, talentId });
  await centre.hear(
    talentId,
    { type: 'FollowCase', data: { caseId: open, type: newCase.type, stage: 'open' } },
    `follow ${open}`,
  );
  await standing(talentId, 'departed');
  await until(open, ({ status }) => status === 'cancelled');
  await until(done, ({ status }) => status === 'closed');
});

it('leaves no case open whose talent withdrew before it could open', async () => {
  const talentId = talentNumber(7);
  const onboardingCaseId = derivedId(talentId, 'onboarding');
  const data = { talentId, centre: 'loop-onsite', language: 'en', onboardingCaseId } as const;
  await centre.hear(talentId, { type: 'HearOfTalent', data }, `welcome ${talentId}`);
  await standing(talentId, 'withdrawn');
  await until(onboardingCaseId, ({ status }) => status === 'cancelled');
});

it('opens the case of a number whose asker did not live to do it', async () => {
  const { running, platform } = centre.app;
  const [service] = running;
  const register = registerFor('shenzhen-onsite', platform.clock.now());
  if (!service || !register) throw new Error('nothing runs');
  const caseId = derivedId('an orphan');
  await service.writing.decisions.execute(
    caseRegister,
    register.id,
    {
      type: 'IssueCaseNumber',
      data: {
        caseId,
        year: register.year,
        opening: { ...newCase, centre: 'shenzhen-onsite', priority: 'normal' },
      },
    },
    { commandId: derivedId('asked by one who died'), actor: { id: 'worker-1', roles: [] } },
  );
  const body = await until(caseId, () => true);
  expect(body).toMatchObject({ status: 'open', subject: newCase.subject });
  expect(body.number).toMatch(/^SC-SZ-\d{4}-000001$/);
});
