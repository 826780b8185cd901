import { addDays, localDay } from '@talentloop/locale';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Cast, Exchange } from './cast';
import type { Stage, Traveller } from './stage';

const CENTRE = 'loop-onsite';
const NIGHTS = 30;

/** A day in the park, a number of days after the instant. */
const dayAfter = (instant: string, days: number): string => addDays(localDay(instant), days);

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

/** The portal registers a person, and the service centre opens a case. */
export const register = async ({ cast, tell }: Stage): Promise<Traveller> => {
  const exchange = await cast.do('portal', '/talents', somebody(await cast.now()));
  const { id } = created.parse(exchange.answer);
  const { cases, correlationId } = await cast.see('portal', `/talents/${id}`, linked);
  const [{ id: caseId, number: caseNumber } = { id: '', number: '' }] = cases;
  tell({
    title: 'A portal registers a person who needs a home and a school',
    exchange,
    essence: `person ${id}`,
    elsewhere: [
      `service centre: case ${caseNumber} is open at ${CENTRE}`,
      'accommodation: it now knows the person',
    ],
  });
  return { id, correlationId, caseId, caseNumber };
};

/** Adds a document with a wrong check digit and a consent, and submits the application. */
export const apply = async ({ cast, tell }: Stage, { id }: Traveller): Promise<string> => {
  const document = { kind: 'mainland-id', number: '110105194912310021' };
  const exchange = await cast.do('portal', `/talents/${id}/documents`, document);
  const { documentId, check } = withDocument.parse(exchange.answer);
  tell({
    title: 'The portal adds an identity card whose last character is wrong',
    exchange,
    elsewhere: [],
    essence: check.ok ? 'the check passed' : `accepted with a warning: ${check.reason}`,
  });
  const consent = { purpose: 'onboarding', recipient: 'service-centre', textVersion: '1' };
  const given = { ...consent, jurisdiction: 'CN', language: 'zh-Hans' };
  tell({
    title: 'The portal records a consent: to which text, for whom, and where',
    exchange: await cast.do('portal', `/talents/${id}/consents`, given),
    essence: 'the event keeps the hash of the text',
    elsewhere: [],
  });
  const submitted = await cast.do('portal', `/talents/${id}/submit`);
  const { checklist } = await cast.see('portal', `/talents/${id}`, asked);
  tell({
    title: 'The portal submits the application',
    exchange: submitted,
    essence: `a checklist of ${checklist.length} items, each with its reason`,
    elsewhere: checklist.slice(0, 4).map(({ item, why }) => `${item}: ${why}`),
  });
  return documentId;
};

/** A caseworker takes the case, asks for missing information, and continues when it has arrived. */
export const screen = async (stage: Stage, traveller: Traveller): Promise<void> => {
  await askForProof(stage, traveller);
  await waitForProof(stage, traveller);
};

const onCase =
  (cast: Cast, { caseId }: Traveller) =>
  (action: string, body?: object): Promise<Exchange> =>
    cast.do('caseworker', `/cases/${caseId}/${action}`, body);

const askForProof = async ({ cast, tell }: Stage, traveller: Traveller): Promise<void> => {
  const { id, caseNumber } = traveller;
  const on = onCase(cast, traveller);
  tell({
    title: `A caseworker claims ${caseNumber}`,
    exchange: await on('claim'),
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
    exchange: wanted,
    essence: 'information-requested: the application waits for the talent',
    elsewhere: [],
  });
};

const waitForProof = async ({ cast, tell }: Stage, traveller: Traveller): Promise<void> => {
  const on = onCase(cast, traveller);
  const reason = 'Proof of work was asked for.';
  tell({
    title: 'The case waits, and records for whom and why',
    exchange: await on('wait', { on: 'talent', reason }),
    essence: 'waiting on the talent',
    elsewhere: [],
  });
  const message = '工作证明已上传。';
  tell({
    title: 'The portal provides the information',
    exchange: await cast.do('portal', `/talents/${traveller.id}/provide-information`, { message }),
    essence: 'back in screening',
    elsewhere: [],
  });
  tell({
    title: 'The case continues',
    exchange: await on('resume'),
    elsewhere: [],
    essence: 'in-progress; the pause stays in its history',
  });
};
