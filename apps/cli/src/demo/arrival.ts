import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Cast, Told } from './cast';
import type { Stage, Traveller } from './stage';

const CENTRE = 'loop-onsite';
const DAY_MS = 86_400_000;
const UTC_PLUS_8_MS = 8 * 3_600_000;
const NIGHTS = 30;

/** A day in the park, so many days from the instant. */
const dayAfter = (instant: string, days: number): string =>
  new Date(Date.parse(instant) + UTC_PLUS_8_MS + days * DAY_MS).toISOString().slice(0, 10);

const created = z.looseObject({ id: z.string() });
const withDocument = z.looseObject({
  documentId: z.string(),
  check: z.looseObject({ ok: z.boolean(), reason: z.string().optional() }),
});
const linked = z.looseObject({
  correlationId: z.string(),
  cases: z.array(z.looseObject({ id: z.string(), number: z.string(), type: z.string() })).min(1),
});
const asked = z.looseObject({
  checklist: z.array(z.looseObject({ item: z.string(), why: z.string() })).min(1),
});

const somebody = (today: string): object => ({
  reference: `demo-${randomUUID()}`,
  name: { full: 'Lai Tsz Mei', native: '例子美' },
  birthDate: '1989-09-09',
  nationality: 'CN',
  origin: 'mainland',
  scheme: 'TTPS-B',
  email: 'mei@people.example',
  preferredLanguage: 'zh-Hans',
  centre: CENTRE,
  household: [{ relation: 'child', name: '例子乐', birthDate: '2017-06-01' }],
  needs: ['accommodation', 'schooling'],
  accommodation: {
    kind: 'serviced-apartment',
    from: dayAfter(today, 0),
    to: dayAfter(today, NIGHTS),
    guests: 2,
  },
});

/** The portal registers somebody, and the service centre has a case at once. */
export const register = async ({ cast, tell }: Stage): Promise<Traveller> => {
  const told = await cast.do('portal', '/talents', somebody(await cast.now()));
  const { id } = created.parse(told.answer);
  const { cases, correlationId } = await cast.see('portal', `/talents/${id}`, linked);
  const [{ id: caseId, number: caseNumber } = { id: '', number: '' }] = cases;
  tell({
    title: 'A portal registers somebody who needs a home and a school',
    told,
    essence: `person ${id}`,
    elsewhere: [
      `service centre: case ${caseNumber} is open at ${CENTRE}`,
      'accommodation: the person is known from now on',
    ],
  });
  return { id, correlationId, caseId, caseNumber };
};

/** A document with a wrong check digit, a consent, and the application itself. */
export const apply = async ({ cast, tell }: Stage, { id }: Traveller): Promise<string> => {
  const document = { kind: 'mainland-id', number: '110105194912310021' };
  const told = await cast.do('portal', `/talents/${id}/documents`, document);
  const { documentId, check } = withDocument.parse(told.answer);
  tell({
    title: 'It adds an identity card whose last character is wrong',
    told,
    elsewhere: [],
    essence: check.ok ? 'the check passed' : `warned, not refused: ${check.reason}`,
  });
  const consent = { purpose: 'onboarding', recipient: 'service-centre', textVersion: '1' };
  const given = { ...consent, jurisdiction: 'CN', language: 'zh-Hans' };
  tell({
    title: 'It gives consent: to which text, for whom, and where',
    told: await cast.do('portal', `/talents/${id}/consents`, given),
    essence: 'the hash of the text is kept',
    elsewhere: [],
  });
  const submitted = await cast.do('portal', `/talents/${id}/submit`);
  const { checklist } = await cast.see('portal', `/talents/${id}`, asked);
  tell({
    title: 'It submits the application',
    told: submitted,
    essence: `a checklist of ${checklist.length} items, each with its reason`,
    elsewhere: checklist.slice(0, 4).map(({ item, why }) => `${item}: ${why}`),
  });
  return documentId;
};

/** A caseworker takes the case, asks for what is missing, and goes on when it is there. */
export const screen = async (stage: Stage, traveller: Traveller): Promise<void> => {
  await askForProof(stage, traveller);
  await waitForProof(stage, traveller);
};

const onCase =
  (cast: Cast, { caseId }: Traveller) =>
  (action: string, body?: object): Promise<Told> =>
    cast.do('caseworker', `/cases/${caseId}/${action}`, body);

const askForProof = async ({ cast, tell }: Stage, traveller: Traveller): Promise<void> => {
  const { id, caseNumber } = traveller;
  const on = onCase(cast, traveller);
  tell({
    title: `A caseworker claims ${caseNumber}`,
    told: await on('claim'),
    elsewhere: [],
    essence: 'assigned, with the rule and its version',
  });
  await on('start');
  await cast.do('caseworker', `/talents/${id}/start-screening`);
  const items = ['work-experience'];
  const wanted = await cast.do('caseworker', `/talents/${id}/request-information`, {
    items,
    message: '请补交工作证明。',
  });
  tell({
    title: 'Screening begins, and something is missing',
    told: wanted,
    essence: 'information-requested: the clock of the application stops',
    elsewhere: [],
  });
};

const waitForProof = async ({ cast, tell }: Stage, traveller: Traveller): Promise<void> => {
  const on = onCase(cast, traveller);
  const reason = 'Proof of work was asked for.';
  tell({
    title: 'The case waits, and says on whom and why',
    told: await on('wait', { on: 'talent', reason }),
    essence: 'waiting on the talent',
    elsewhere: [],
  });
  const message = '工作证明已上传。';
  tell({
    title: 'The portal provides it',
    told: await cast.do('portal', `/talents/${traveller.id}/provide-information`, { message }),
    essence: 'back in screening',
    elsewhere: [],
  });
  tell({
    title: 'The case goes on',
    told: await on('resume'),
    elsewhere: [],
    essence: 'in-progress; the pause stays in its history',
  });
};
