import { exemplaryBodies, type Json } from '@talentloop/testing/journeys';
import { caseExemplars } from '../../../apps/service-centre/src/domain/service-case/exemplars';
import { cases } from '../../../apps/service-centre/src/http/case.resource';
import {
  badHkid,
  consent,
  enquiry,
  familyFlat,
  goodPassport,
  residence,
  traveller,
} from './bodies';
import { dayFromToday } from './days';
import type { Kind, Thing } from './offers';
import type { As, Who } from './world';

const reason = { reason: 'Because.' };
const information = { items: ['degree'], message: 'About the degree.' };

/** Runs steps of the form `who action`, one after another. */
const walk = async (
  as: As,
  thing: Thing,
  steps: readonly (readonly [Who, string])[],
  bodyOf: Kind['bodyOf'],
): Promise<void> => {
  for (const [who, action] of steps)
    await as(who).do(`${thing.path}/${action}`, bodyOf(action, thing));
};

const last = (action: string): string => action.split('/').at(-1) ?? '';

const talentBodies: Readonly<Record<string, object>> = {
  details: { nationality: 'IT' },
  documents: { ...goodPassport, number: 'ANOTHER77' },
  consents: { ...consent, jurisdiction: 'CN' },
  'request-information': information,
  'provide-information': information,
  refuse: { code: 'criteria-not-met', ...reason },
  suspend: reason,
  withdraw: reason,
  reject: reason,
  override: reason,
  depart: { on: dayFromToday(0) },
  corrections: { changes: { nationality: 'ES' }, ...reason },
};
const bodyOfTalent = (action: string): object => talentBodies[last(action)] ?? {};

const talentIn =
  (...steps: readonly (readonly [Who, string])[]) =>
  async (as: As): Promise<Thing> => {
    const portal = as('portal');
    const { id } = await portal.do('/talents', traveller);
    const thing = { path: `/talents/${id}`, talentId: id };
    if (steps.length === 0) return thing;
    const { documentId } = await portal.do(`${thing.path}/documents`, goodPassport);
    await portal.do(`${thing.path}/consents`, consent);
    for (const [who, action] of steps)
      await as(who).do(`${thing.path}/${action.replace(':', documentId)}`, bodyOfTalent(action));
    return thing;
  };

const complete = ['portal', 'details'] as const;
const submitted = [complete, ['portal', 'submit']] as const;
const screening = [...submitted, ['caseworker', 'start-screening']] as const;
const checked = [...screening, ['caseworker', 'documents/:/verify']] as const;
const verified = [...checked, ['caseworker', 'verify']] as const;
const approved = [...verified, ['supervisor', 'approve']] as const;
const active = [...approved, ['supervisor', 'activate']] as const;

const talentActions = [
  'details',
  'documents',
  'consents',
  'submit',
  'start-screening',
  'request-information',
  'provide-information',
  'verify',
  'approve',
  'refuse',
  'activate',
  'suspend',
  'reinstate',
  'depart',
  'withdraw',
  'corrections',
];

export const talents: Kind = {
  personas: ['portal', 'talent', 'caseworker', 'supervisor'],
  // Another service links its case. After that, no other service changes the record.
  atRest: (as, { path }) => as('portal').see(path, ({ cases }) => cases.length === 1),
  actions: ({ documents, corrections }) => [
    ...talentActions,
    ...documents.flatMap(({ documentId }: Json) =>
      ['verify', 'reject', 'override'].map((action) => `documents/${documentId}/${action}`),
    ),
    ...corrections.flatMap(({ correctionId }: Json) =>
      ['approve', 'reject'].map((action) => `corrections/${correctionId}/${action}`),
    ),
  ],
  bodyOf: bodyOfTalent,
  ways: {
    draft: talentIn(),
    'complete draft': talentIn(complete),
    submitted: talentIn(...submitted),
    'a correction asked for': talentIn(...submitted, ['caseworker', 'corrections']),
    screening: talentIn(...screening),
    'a failed check': async (as) => {
      const thing = await talentIn(...screening)(as);
      await as('portal').do(`${thing.path}/documents`, badHkid);
      return thing;
    },
    'all checked': talentIn(...checked),
    'information requested': talentIn(...screening, ['caseworker', 'request-information']),
    verified: talentIn(...verified),
    'verified by the supervisor': talentIn(...checked, ['supervisor', 'verify']),
    approved: talentIn(...approved),
    active: talentIn(...active),
    suspended: talentIn(...active, ['supervisor', 'suspend']),
    departed: talentIn(...active, ['caseworker', 'depart']),
    withdrawn: talentIn(complete, ['portal', 'withdraw']),
    refused: talentIn(...verified, ['supervisor', 'refuse']),
  },
};

const caseBodies = exemplaryBodies(cases, caseExemplars);
const bodyOfCase = (action: string, { needs }: Thing): object =>
  action === 'merge' ? { into: needs?.['into'] } : (caseBodies[action] ?? {});

/** Cases of that talent. The caseworker is responsible for all of them. */
export const casesOf = (talentId: () => string): Kind => {
  const caseAfter =
    (...actions: readonly string[]) =>
    async (as: As): Promise<Thing> => {
      const worker = as('caseworker');
      const about = { ...enquiry, talentId: talentId() };
      const [{ id }, { id: into }] = await Promise.all([
        worker.do('/cases', about),
        worker.do('/cases', about),
      ]);
      const thing = { path: `/cases/${id}`, talentId: talentId(), needs: { into: String(into) } };
      await walk(
        as,
        thing,
        actions.map((action) => ['caseworker', action]),
        bodyOfCase,
      );
      return thing;
    };
  return {
    personas: ['caseworker', 'supervisor', 'caseworker-online', 'portal', 'talent'],
    actions: ({ tasks }) => [
      ...Object.keys(cases.actions),
      ...tasks.map(({ taskId }: Json) => `tasks/${taskId}/complete`),
    ],
    bodyOf: bodyOfCase,
    ways: {
      open: caseAfter(),
      assigned: caseAfter('claim'),
      'in progress': caseAfter('claim', 'start'),
      'with a task': caseAfter('claim', 'start', 'tasks'),
      waiting: caseAfter('claim', 'start', 'wait'),
      resolved: caseAfter('claim', 'start', 'resolve'),
      closed: caseAfter('claim', 'start', 'resolve', 'close'),
      cancelled: caseAfter('cancel'),
      merged: caseAfter('merge'),
      'on its way': caseAfter('claim', 'transfer'),
    },
  };
};

const requestActions = [
  'submit',
  'start-assessment',
  'request-information',
  'provide-information',
  'assess',
  'refuse',
  'waitlist',
  'offer',
  'accept',
  'decline',
  'check-in',
  'check-out',
  'extend',
  'shorten',
  'transfer',
  'no-show',
  'cancel',
  'withdraw',
];

const bodyOfRequest = (action: string, { needs }: Thing): object => {
  const bodies: Readonly<Record<string, object>> = {
    'request-information': information,
    'provide-information': information,
    assess: { eligible: true, ...reason },
    refuse: { code: 'criteria-not-met', ...reason },
    waitlist: reason,
    offer: { unitId: needs?.['unit'] },
    decline: reason,
    'check-in': { at: needs?.['at'] },
    'check-out': { at: needs?.['at'] },
    extend: { to: dayFromToday(9) },
    shorten: { to: dayFromToday(4) },
    transfer: { unitId: needs?.['other'], on: dayFromToday(3) },
    cancel: reason,
    withdraw: reason,
  };
  return bodies[action] ?? {};
};

const twoUnits = async (as: As): Promise<readonly string[]> => {
  const officer = as('housing-officer');
  const { id } = await officer.do('/properties', residence);
  const register = () => officer.do(`/properties/${id}/units`, familyFlat);
  const units: readonly Json[] = await Promise.all([register(), register()]);
  return units.map((unit) => String(unit.id));
};

type RequestAfter = (from: number, ...actions: readonly string[]) => (as: As) => Promise<Thing>;

/** Makes requests of that talent, from some day on, after these actions of a housing officer. */
const requestsAfter = (talentId: () => string): RequestAfter => {
  // For requests to which no unit can be offered yet.
  let idle: Promise<readonly string[]> | undefined;
  return (from, ...actions) =>
    async (as) => {
      idle ??= twoUnits(as);
      const [unit = '', other = ''] = await (actions.includes('assess') ? twoUnits(as) : idle);
      const { id } = await as('portal').do('/accommodation-requests', {
        talentId: talentId(),
        kind: residence.kind,
        guests: 2,
        from: dayFromToday(from),
        to: dayFromToday(7),
      });
      const at = new Date().toISOString();
      const thing = {
        path: `/accommodation-requests/${id}`,
        talentId: talentId(),
        needs: { unit, other, at },
      };
      await walk(
        as,
        thing,
        actions.map((action) => ['housing-officer', action]),
        bodyOfRequest,
      );
      return thing;
    };
};

/** Requests of that talent, each with two units of its own: one to be offered, one to move to. */
export const requestsOf = (talentId: () => string): Kind => {
  const requestAfter = requestsAfter(talentId);
  const offered = ['submit', 'assess', 'offer'];
  const booked = [...offered, 'accept'];
  return {
    personas: ['housing-officer', 'caseworker', 'portal', 'talent'],
    actions: () => requestActions,
    bodyOf: bodyOfRequest,
    ways: {
      draft: requestAfter(0),
      submitted: requestAfter(0, 'submit'),
      'under assessment': requestAfter(0, 'submit', 'start-assessment'),
      'information requested': requestAfter(0, 'submit', 'request-information'),
      assessed: requestAfter(0, 'submit', 'assess'),
      waitlisted: requestAfter(0, 'submit', 'assess', 'waitlist'),
      offered: requestAfter(0, ...offered),
      'booked from today': requestAfter(0, ...booked),
      'booked for later': requestAfter(2, ...booked),
      'checked in': requestAfter(0, ...booked, 'check-in'),
      departed: requestAfter(0, ...booked, 'check-in', 'check-out'),
      withdrawn: requestAfter(0, 'submit', 'withdraw'),
      refused: requestAfter(0, 'submit', 'refuse'),
      'no show': requestAfter(0, ...booked, 'no-show'),
      cancelled: requestAfter(0, ...booked, 'cancel'),
    },
  };
};
