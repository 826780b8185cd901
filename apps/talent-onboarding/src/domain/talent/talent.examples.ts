import type { Instant } from '@talentloop/event-sourcing';
import type { Registration, TalentCommand } from './commands';
import { findConsentText } from '../values/consent-texts';
import { draftUntilFrom } from '../values/draft-expiry';
import type { TalentEvent } from './events';

/** The moment and the worker of the harness, where a spec does not care. */
const AT: Instant = '2026-03-02T02:00:00.000Z';
const WORKER = { id: 'worker-1' };

export const TALENT_ID = '00000000-0000-4000-8000-000000000001';
export const DRAFT_UNTIL = draftUntilFrom(AT);
export const SUPERVISOR = { id: 'supervisor-1', roles: ['supervisor'], centre: 'loop-onsite' };
export const SCOPE = { centre: 'loop-onsite', client: 'portal' };

/** An obviously fictional person, from overseas, with a child who goes to school. */
export const registration: Registration = {
  talentId: TALENT_ID,
  ...SCOPE,
  reference: 'ref-1',
  name: { full: 'Example Person', native: '例子' },
  birthDate: '1990-05-17',
  nationality: 'FR',
  origin: 'overseas',
  email: 'person@example.org',
  phone: '+33123456789',
  preferredLanguage: 'en',
  scheme: 'TTPS-B',
  household: [
    { memberId: 'member-1', relation: 'child', name: 'Example Child', birthDate: '2017-01-02' },
  ],
  needs: ['accommodation', 'schooling'],
  accommodation: { kind: 'hotel', from: '2026-04-01', to: '2026-04-15', guests: 2 },
};

export const register: TalentCommand = { type: 'RegisterTalent', data: registration };
export const registered: TalentEvent = {
  type: 'TalentRegistered',
  data: { ...registration, draftUntil: DRAFT_UNTIL },
};

export const documentAdded: TalentEvent = {
  type: 'DocumentAdded',
  data: { documentId: 'd1', kind: 'passport', number: 'L898902C3', check: { ok: true } },
};
export const badDocumentAdded: TalentEvent = {
  type: 'DocumentAdded',
  data: {
    documentId: 'd2',
    kind: 'hkid',
    number: 'A123456(4)',
    check: { ok: false, reason: 'check-digit' },
  },
};
export const documentVerified: TalentEvent = {
  type: 'DocumentVerified',
  data: { documentId: 'd1', verifiedBy: WORKER.id },
};
export const documentRejected: TalentEvent = {
  type: 'DocumentRejected',
  data: { documentId: 'd1', rejectedBy: WORKER.id },
  reason: 'unreadable',
};
export const checkOverridden: TalentEvent = {
  type: 'DocumentCheckOverridden',
  data: { documentId: 'd2', overriddenBy: WORKER.id },
  reason: 'seen at the counter',
};

export const consent = {
  consentId: 'c1',
  purpose: 'onboarding',
  recipient: 'service-centre',
  jurisdiction: 'HK',
  textVersion: '1',
  language: 'en',
} as const;
export const consentGiven: TalentEvent = {
  type: 'ConsentGiven',
  data: { ...consent, textHash: findConsentText('onboarding', '1', 'en')?.hash ?? '' },
};

export const submitted: TalentEvent = {
  type: 'ApplicationSubmitted',
  data: { checklist: [{ item: 'identity-document', why: 'everyone' }] },
};
export const screeningStarted: TalentEvent = {
  type: 'ScreeningStarted',
  data: { startedBy: WORKER.id },
};
export const informationRequested: TalentEvent = {
  type: 'InformationRequested',
  data: { items: ['degree'], message: 'Please send it' },
};
export const informationProvided: TalentEvent = {
  type: 'InformationProvided',
  data: { message: 'Here it is' },
};
export const verified: TalentEvent = { type: 'TalentVerified', data: { verifiedBy: WORKER.id } };
export const approved: TalentEvent = {
  type: 'TalentApproved',
  data: { ...SCOPE, approvedBy: SUPERVISOR.id, needs: [] },
};
export const refused: TalentEvent = {
  type: 'TalentRefused',
  data: { ...SCOPE, code: 'criteria-not-met', refusedBy: SUPERVISOR.id },
  reason: 'no degree',
};
export const activated: TalentEvent = { type: 'TalentActivated', data: SCOPE };
export const suspended: TalentEvent = { type: 'TalentSuspended', data: SCOPE, reason: 'leave' };
export const reinstated: TalentEvent = { type: 'TalentReinstated', data: SCOPE };
export const departed: TalentEvent = {
  type: 'TalentDeparted',
  data: { ...SCOPE, on: '2026-03-01' },
};
export const withdrawn: TalentEvent = {
  type: 'ApplicationWithdrawn',
  data: SCOPE,
  reason: 'changed plans',
};
export const expired: TalentEvent = {
  type: 'TalentExpired',
  data: { ...SCOPE, due: DRAFT_UNTIL },
};

export const complete = [registered, documentAdded, consentGiven];
export const inScreening = [...complete, submitted, screeningStarted];
export const isVerified = [...inScreening, documentVerified, verified];
export const isActive = [...isVerified, approved, activated];

/** A history that ends in each status. */
export const historyOf = {
  draft: complete,
  submitted: [...complete, submitted],
  screening: inScreening,
  'information-requested': [...inScreening, informationRequested],
  verified: isVerified,
  approved: [...isVerified, approved],
  refused: [...isVerified, refused],
  active: isActive,
  suspended: [...isActive, suspended],
  departed: [...isActive, departed],
  withdrawn: [...complete, withdrawn],
  expired: [...complete, expired],
} as const;
