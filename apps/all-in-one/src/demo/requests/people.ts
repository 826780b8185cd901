import type { Persona } from '@talentloop/access';
import { at, type DemoRequest, onDay, type Story } from '../story';
import type { Centre, DocumentFacts, PersonFacts } from '../world/facts';

/** Who works at each centre, and who decides there. */
export const workers: Readonly<Record<Centre, { worker: Persona; supervisor: Persona }>> = {
  'loop-onsite': { worker: 'caseworker', supervisor: 'supervisor' },
  online: { worker: 'caseworker-online', supervisor: 'supervisor-online' },
  'shenzhen-onsite': { worker: 'caseworker-shenzhen', supervisor: 'supervisor-shenzhen' },
};

const consentOf = ({ language, origin }: PersonFacts) => ({
  purpose: 'onboarding',
  recipient: 'service-centre',
  textVersion: '1',
  language,
  jurisdiction: origin === 'mainland' ? 'CN' : 'HK',
});

const registration = (person: PersonFacts, index: number): object => {
  const { key, name, birthDate, nationality, origin, language, centre } = person;
  const { scheme, sponsor, household, needs, wish } = person;
  const [kind, from = 0, to = 0, guests] = wish ?? [];
  return {
    reference: `demo-${key}`,
    name,
    birthDate,
    nationality,
    origin,
    centre,
    email: `${key}@people.example`,
    preferredLanguage: language,
    phone: `+4477009${String(index).padStart(5, '0')}`,
    ...(scheme !== undefined && { scheme }),
    ...(sponsor !== undefined && { sponsorId: `{sponsor:${sponsor}}` }),
    ...(household && {
      household: household.map(([relation, of, born]) => ({ relation, name: of, birthDate: born })),
    }),
    ...(needs && { needs }),
    ...(wish && { accommodation: { kind, from: onDay(from), to: onDay(to), guests } }),
  };
};

/** What the portal sends first: the registration, then documents and a consent. */
const beginning = (person: PersonFacts, index: number): readonly DemoRequest[] => {
  const { key, portal = 'portal', documents = [], life } = person;
  const when = { at: at(life.registered, '10:30'), as: portal };
  const path = `/talents/{person:${key}}`;
  return [
    {
      ...when,
      path: '/talents',
      body: registration(person, index),
      correlation: `person ${key}`,
      keeps: { [`person:${key}`]: 'id' },
      brings: [`case:${key}/onboarding`],
    },
    ...documents.map(([kind, number, , checkDigit], place) => ({
      ...when,
      path: `${path}/documents`,
      body: { kind, number, ...(checkDigit !== undefined && { checkDigit }) },
      keeps: { [`document:${key}/${place}`]: 'documentId' },
    })),
    ...(documents.length > 0
      ? [{ ...when, path: `${path}/consents`, body: consentOf(person) }]
      : []),
  ];
};

/**
 * What a caseworker does with the documents, on the day on which the talent is verified or refused.
 */
const judgements = (person: PersonFacts, day: number, as: Persona): readonly DemoRequest[] => {
  const judge = ([, , judged]: DocumentFacts, place: number): readonly DemoRequest[] => {
    const path = `/talents/{person:${person.key}}/documents/{document:${person.key}/${place}}`;
    const when = { at: at(day, '14:30'), as };
    const verify = { ...when, path: `${path}/verify` };
    if (!judged) return [verify];
    if ('reject' in judged)
      return [{ ...when, path: `${path}/reject`, body: { reason: judged.reject } }];
    return [{ ...when, path: `${path}/override`, body: { reason: judged.override } }, verify];
  };
  return (person.documents ?? []).flatMap(judge);
};

const CASE_TYPES = {
  schooling: 'schooling',
  childcare: 'childcare',
  banking: 'banking-tax',
  transport: 'transport',
  accommodation: undefined,
} as const;

/**
 * An approval opens a case for each need, and a request for accommodation if the person needs a
 * home.
 */
const broughtBy = (action: string, { key, needs = [] }: PersonFacts): readonly string[] =>
  action === 'approve'
    ? needs.map((need) => {
        const type = CASE_TYPES[need];
        return type === undefined ? `home:${key}` : `case:${key}/${type}`;
      })
    : [];

/** Events that other services follow. */
const ECHOES: ReadonlySet<string> = new Set([
  'approve',
  'refuse',
  'activate',
  'suspend',
  'reinstate',
  'depart',
  'withdraw',
]);

type Step = readonly [
  day: number | undefined,
  time: string,
  as: Persona,
  action: string,
  body?: object,
];

/** The person's own steps, in the order in which they can happen. */
const stepsOf = ({ life, centre, portal = 'portal' }: PersonFacts): readonly Step[] => {
  const { worker, supervisor } = workers[centre];
  const { asked, answered, refused, suspended, departed, withdrawn } = life;
  const [askedOn, items, message] = asked ?? [];
  const [refusedOn, code, because] = refused ?? [];
  return [
    [life.submitted, '10:30', portal, 'submit'],
    [life.screened, '10:30', worker, 'start-screening'],
    [askedOn, '10:30', worker, 'request-information', { items, message }],
    [answered?.[0], '10:30', portal, 'provide-information', { message: answered?.[1] }],
    [life.verified, '14:30', worker, 'verify'],
    [refusedOn, '14:30', supervisor, 'refuse', { code, reason: because }],
    [life.approved, '10:30', supervisor, 'approve'],
    [life.activated, '10:30', supervisor, 'activate'],
    [suspended?.[0], '10:30', supervisor, 'suspend', { reason: suspended?.[1] }],
    [life.reinstated, '10:30', supervisor, 'reinstate'],
    [departed, '14:30', worker, 'depart', { on: onDay(departed ?? 0) }],
    [withdrawn?.[0], '10:30', portal, 'withdraw', { reason: withdrawn?.[1] }],
  ];
};

/** One person's story, from the registration as far as it goes. */
export const personStory = (person: PersonFacts, index: number): Story => {
  const { key, life, centre } = person;
  const judgedOn = life.verified ?? life.refused?.[0];
  const judged = judgedOn === undefined ? [] : judgements(person, judgedOn, workers[centre].worker);
  const steps = stepsOf(person).flatMap(([day, time, as, action, body]): readonly DemoRequest[] =>
    day === undefined
      ? []
      : [
          {
            at: at(day, time),
            as,
            path: `/talents/{person:${key}}/${action}`,
            ...(body && { body }),
            brings: broughtBy(action, person),
            ...(ECHOES.has(action) && { echoes: true }),
          },
        ],
  );
  const requests = [...beginning(person, index), ...judged, ...steps];
  return { name: `person ${key}`, requests: requests.toSorted((a, b) => a.at - b.at) };
};
