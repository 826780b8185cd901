import type { Caller, Json } from '@talentloop/testing/journeys';

/** An obviously fictional person, as a portal registers one. */
export const somebody = {
  name: { full: 'Example Person', native: '例子' },
  birthDate: '1990-05-17',
  nationality: 'CN',
  origin: 'mainland',
  email: 'person@example.org',
  phone: '+8613800000000',
  preferredLanguage: 'zh-Hans',
  centre: 'loop-onsite',
  scheme: 'TTPS-B',
  household: [{ relation: 'child', name: 'Example Child', birthDate: '2017-01-02' }],
  needs: ['accommodation', 'schooling'],
  accommodation: { kind: 'hotel', from: '2027-04-01', to: '2027-04-15', guests: 2 },
};

export const passport = { kind: 'passport', number: 'L898902C3' };
export const consent = {
  purpose: 'onboarding',
  recipient: 'service-centre',
  jurisdiction: 'HK',
  textVersion: '1',
  language: 'zh-Hans',
};

/** A draft with a document and a consent: ready to be submitted. */
export const completeDraft = async (
  portal: Caller,
  body: object = somebody,
): Promise<{ id: string; documentId: string; consentId: string }> => {
  const { id } = await portal.do('/talents', body);
  const { documentId } = await portal.do(`/talents/${id}/documents`, passport);
  const { consentId } = await portal.do(`/talents/${id}/consents`, consent);
  return { id, documentId, consentId };
};

/** Somebody submitted, screened and verified by the worker. */
export const verifiedTalent = async (portal: Caller, worker: Caller): Promise<string> => {
  const { id, documentId } = await completeDraft(portal);
  await portal.do(`/talents/${id}/submit`);
  await worker.do(`/talents/${id}/start-screening`);
  await worker.do(`/talents/${id}/documents/${documentId}/verify`);
  await worker.do(`/talents/${id}/verify`);
  return id;
};

export const actionsOf = ({ allowedActions }: Json): string[] =>
  allowedActions.map(({ action }: Json) => action);
