import type { Actor } from '@talentloop/event-sourcing';
import type { SponsorCommand } from '../../../../apps/talent-onboarding/src/domain/sponsor/commands';
import { sponsor } from '../../../../apps/talent-onboarding/src/domain/sponsor/sponsor';
import type { TalentCommand } from '../../../../apps/talent-onboarding/src/domain/talent/commands';
import { talent } from '../../../../apps/talent-onboarding/src/domain/talent/talent';
import { type Exemplars, explore } from '../explore';

const actors: readonly Actor[] = [
  { id: 'worker-1', roles: ['caseworker'], centre: 'loop-onsite' },
  { id: 'supervisor-1', roles: ['supervisor'], centre: 'loop-onsite' },
];
/** The second is past the end of every draft. */
const moments = ['2026-03-02T02:00:00.000Z', '2026-07-01T02:00:00.000Z'];

const reason = 'because';
const documentId = 'document-1';
const correctionId = 'correction-1';
const changes = { preferredLanguage: 'zh-Hant' } as const;

const consent = {
  consentId: 'consent-1',
  purpose: 'onboarding',
  recipient: 'service-centre',
  jurisdiction: 'HK',
  textVersion: '1',
  language: 'en',
} as const;

const ofTalents: Exemplars<TalentCommand> = {
  RegisterTalent: [
    {
      talentId: 'talent-1',
      centre: 'loop-onsite',
      client: 'portal',
      nationality: 'CN',
      name: { full: 'Talent One' },
      birthDate: '1990-01-01',
      email: 'one@example.org',
      origin: 'mainland',
      preferredLanguage: 'en',
      household: [],
      needs: [],
    },
  ],
  UpdateDetails: [{ changes: { scheme: 'IANG' } }],
  SubmitApplication: [{}],
  RequestCorrection: [
    { correctionId, changes, reason },
    { correctionId: 'another', changes: { nationality: 'FR' }, reason },
  ],
  ApproveCorrection: [{ correctionId }],
  RejectCorrection: [{ correctionId, reason }],
  AddDocument: [
    { documentId, kind: 'hkid', number: 'A123456', checkDigit: '4' },
    { documentId: 'another', kind: 'passport', number: 'L898902C3' },
  ],
  VerifyDocument: [{ documentId }, { documentId: 'another' }],
  RejectDocument: [{ documentId, reason }],
  OverrideDocumentCheck: [{ documentId, reason }],
  GiveConsent: [consent, { ...consent, consentId: 'another', recipient: 'accommodation' }],
  WithdrawConsent: [{ consentId: 'consent-1' }],
  StartScreening: [{}],
  RequestInformation: [{ items: ['proof of address'], message: 'please' }],
  ProvideInformation: [{ message: 'here' }],
  VerifyTalent: [{}],
  ApproveTalent: [{}],
  RefuseTalent: [{ code: 'criteria-not-met', reason }],
  ActivateTalent: [{}],
  SuspendTalent: [{ reason }],
  ReinstateTalent: [{}],
  RecordDeparture: [{ on: '2026-03-02' }],
  WithdrawApplication: [{ reason }],
  ExpireTalent: [{ due: '2026-05-31T02:00:00.000Z' }],
  LinkCase: [
    {
      caseId: 'case-1',
      number: 'SC-LOOP-2026-000001',
      caseType: 'onboarding',
      caseCentre: 'loop-onsite',
    },
  ],
  SatisfyChecklistItem: [{ item: 'housing', requestId: 'request-1' }],
};

const place = { scheme: 'TechTAS', talentId: 'talent-1' } as const;
const ofSponsors: Exemplars<SponsorCommand> = {
  RegisterSponsor: [{ sponsorId: 'sponsor-1', name: 'Company', sector: 'ai', origin: 'hong-kong' }],
  GrantQuota: [{ scheme: 'TechTAS', places: 1, until: '2027-12-31' }],
  ReserveQuota: [place],
  ReleaseQuota: [place],
};

export const talentOnboardingExplored = () => [
  explore({
    decider: talent,
    exemplars: ofTalents,
    actors,
    moments,
    statusOf: ({ status }) => status,
    detailOf: (state) => {
      if (state.status === 'none') return undefined;
      const { documents, consents, corrections } = state.record;
      // Another consent or correction is tried everywhere and makes no difference.
      return [
        'verifiedBy' in state && state.verifiedBy,
        documents.map((part) => `${part.documentId} ${part.status} ${part.overridden}`).toSorted(),
        consents.flatMap((part) => (part.consentId === 'another' ? [] : part.status)),
        corrections.flatMap((part) => (part.correctionId === 'another' ? [] : part.status)),
      ];
    },
  }),
  explore({
    decider: sponsor,
    exemplars: ofSponsors,
    actors,
    moments,
    statusOf: ({ status }) => status,
    detailOf: (state) => state.status === 'registered' && state.quotas,
  }),
];
