import type { Json } from '@talentloop/testing/journeys';
import { badHkid, consent, familyFlat, newcomer, residence, studio } from './bodies';
import type { Scene, Step } from './journey';

const idAs = (name: string) => (answer: Json) => ({ [name]: String(answer.id) });

/** A unit that fits, and one that is too small. */
export const homes: readonly Step[] = [
  {
    name: 'register a property',
    who: 'housing-officer',
    asks: () => ({ path: '/properties', body: residence }),
    learns: idAs('property'),
  },
  {
    name: 'register a unit that fits',
    who: 'housing-officer',
    asks: ({ property }) => ({ path: `/properties/${property}/units`, body: familyFlat }),
    learns: idAs('unit'),
  },
  {
    name: 'register a unit that is too small',
    who: 'housing-officer',
    asks: ({ property }) => ({ path: `/properties/${property}/units`, body: studio }),
    learns: idAs('studio'),
  },
];

const talentPath =
  (rest: string) =>
  ({ talent }: Scene['known']) =>
    `/talents/${talent}${rest}`;
const casePath =
  (rest: string) =>
  ({ case: id }: Scene['known']) =>
    `/cases/${id}${rest}`;
const requestPath =
  (rest: string) =>
  ({ request }: Scene['known']) =>
    `/accommodation-requests/${request}${rest}`;

const step = (
  name: string,
  who: Step['who'],
  path: (known: Scene['known']) => string,
  body: object = {},
  more: Pick<Step, 'learns' | 'leadsTo'> = {},
): Step => ({ name, who, asks: (known) => ({ path: path(known), body }), ...more });

/** Waits until the centre has an onboarding case and the talent's record names it. */
const seeCase = async ({ as, known }: Scene): Promise<void> => {
  const { items } = await as('caseworker').see(
    `/cases?talentId=${known['talent']}`,
    ({ items: [first] }) => first?.type === 'onboarding',
  );
  known['case'] = String(items[0].id);
  known['number'] = String(items[0].number);
  await as('portal').see(talentPath('')(known), ({ cases }) =>
    cases.some(({ number }: Json) => number === known['number']),
  );
};

/** Words in the messages to a talent who prefers zh-Hant. */
const words = {
  requested: '住宿申請',
  offered: '預留住處',
  booked: '已預訂',
  'checked-in': '歡迎入住',
} as const;

/** Waits until the case has a message to the talent in the talent's language. */
const seeTold =
  (news: keyof typeof words) =>
  ({ as, known }: Scene) =>
    as('talent').see(casePath('')(known), ({ messages }) =>
      messages.some(({ text }: Json) => String(text).includes(words[news])),
    );

/** Waits until the needs have led to a request and a case. */
const seeNeedsServed = async (scene: Scene): Promise<void> => {
  const { as, known } = scene;
  const { items } = await as('housing-officer').see(
    `/accommodation-requests?talentId=${known['talent']}`,
    ({ items: [first] }) => first?.status === 'submitted',
  );
  known['request'] = String(items[0].id);
  await as('caseworker').see(`/cases?talentId=${known['talent']}&type=schooling`, (body) =>
    body.items.some(({ status }: Json) => status === 'open'),
  );
  await as('portal').see(talentPath('')(known), ({ cases }) => cases.length === 2);
  await seeTold('requested')(scene);
};

const seeSatisfied =
  (item: string) =>
  ({ as, known }: Scene) =>
    as('portal').see(talentPath('')(known), ({ checklist }) =>
      checklist.some((each: Json) => each.item === item && each.satisfied),
    );

const documentPath =
  (rest: string) =>
  ({ talent, document }: Scene['known']) =>
    `/talents/${talent}/documents/${document}/${rest}`;

/** From a registration through the portal to active, with four eyes. */
export const admission: readonly Step[] = [
  step('register', 'portal', () => '/talents', newcomer, {
    learns: idAs('talent'),
    leadsTo: seeCase,
  }),
  step('add a document', 'portal', talentPath('/documents'), badHkid, {
    learns: ({ documentId }) => ({ document: String(documentId) }),
  }),
  step('consent', 'portal', talentPath('/consents'), consent),
  step('submit', 'portal', talentPath('/submit')),
  step('start screening', 'caseworker', talentPath('/start-screening')),
  step('request information', 'caseworker', talentPath('/request-information'), {
    items: ['degree'],
    message: 'Please send a copy of the degree.',
  }),
  step('provide information', 'portal', talentPath('/provide-information'), {
    items: ['degree'],
    message: 'Here it is.',
  }),
  step('override the check', 'caseworker', documentPath('override'), {
    reason: 'The card was seen at the counter.',
  }),
  step('verify the document', 'caseworker', documentPath('verify')),
  step('verify', 'caseworker', talentPath('/verify')),
  step('approve', 'supervisor', talentPath('/approve'), {}, { leadsTo: seeNeedsServed }),
  step('activate', 'supervisor', talentPath('/activate')),
];

/** Work on the case, with a pause that waits for the talent. */
export const casework: readonly Step[] = [
  step('claim', 'caseworker', casePath('/claim')),
  step('start', 'caseworker', casePath('/start')),
  step('note', 'caseworker', casePath('/notes'), { text: 'Wants to live close to the school.' }),
  step(
    'add a task',
    'caseworker',
    casePath('/tasks'),
    { title: 'Send the welcome pack' },
    {
      learns: ({ taskId }) => ({ task: String(taskId) }),
    },
  ),
  step('ask the talent', 'caseworker', casePath('/messages'), {
    text: 'When do you arrive?',
    language: 'en',
  }),
  step('wait', 'caseworker', casePath('/wait'), {
    on: 'talent',
    reason: 'Asked when they arrive.',
  }),
  step('answer', 'talent', casePath('/messages'), { text: 'Today.', language: 'en' }),
  step('resume', 'caseworker', casePath('/resume')),
  step(
    'complete the task',
    'caseworker',
    ({ case: id, task }) => `/cases/${id}/tasks/${task}/complete`,
  ),
];

/** From the need for a home to a stay. */
export const housing: readonly Step[] = [
  step('assess', 'housing-officer', requestPath('/assess'), {
    eligible: true,
    reason: 'The talent is approved, and the family comes along.',
  }),
  {
    name: 'offer',
    who: 'housing-officer',
    asks: (known) => ({ path: requestPath('/offer')(known), body: { unitId: known['unit'] } }),
    leadsTo: seeTold('offered'),
  },
  step(
    'accept',
    'portal',
    requestPath('/accept'),
    {},
    {
      leadsTo: async (scene) => {
        await seeSatisfied('housed')(scene);
        await seeTold('booked')(scene);
      },
    },
  ),
  {
    name: 'check in',
    who: 'housing-officer',
    asks: (known) => ({
      path: requestPath('/check-in')(known),
      body: { at: new Date().toISOString() },
    }),
    leadsTo: seeTold('checked-in'),
  },
];

export const conclusion: readonly Step[] = [
  step(
    'resolve',
    'caseworker',
    casePath('/resolve'),
    {
      result: 'completed',
      explanation: 'Arrived, housed and at school.',
    },
    { leadsTo: seeSatisfied('onboarding-guidance') },
  ),
  step('close', 'caseworker', casePath('/close')),
];

/** One person's way through the three services. */
export const arrival: readonly Step[] = [...admission, ...casework, ...housing, ...conclusion];
