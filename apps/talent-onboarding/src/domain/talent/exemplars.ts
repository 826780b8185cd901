import {
  type Actor,
  EXEMPLARY_MOMENT,
  type Exemplar,
  type Exemplars,
} from '@talentloop/event-sourcing';
import { localDay } from '@talentloop/locale';
import { findConsentText } from '../values/consent-texts';
import { draftUntilFrom } from '../values/draft-expiry';
import { CASEWORKER, CONSUMER, DEADLINE, PORTAL, SUPERVISOR } from '../values/exemplary-actors';
import { consent, mistypedCard, parent, passport, singlePerson } from '../values/exemplary-person';
import type { Registration, TalentCommandData } from './commands';
import type { TalentEvent, TalentEventData, TalentEventType } from './events';
import { admissionPolicy, verificationPolicy } from './policies/admission';
import { checklistFacts, checklistFor, checklistPolicy } from './policies/checklist';
import { documentCheckPolicy, documentVerificationPolicy } from './policies/documents';
import type { IdentityDocument, TalentState, TalentStatus } from './state';

export const TALENT_ID = '00000000-0000-4000-8000-000000000001';
export const DRAFT_UNTIL = draftUntilFrom(EXEMPLARY_MOMENT);
const touched = { draftUntil: DRAFT_UNTIL };
export const SCOPE = { centre: 'loop-onsite', client: 'portal' };
const brief = { talentId: TALENT_ID, centre: 'loop-onsite', ...singlePerson };
export const registration: Registration = {
  talentId: TALENT_ID,
  ...SCOPE,
  reference: 'ref-1',
  ...parent,
};

/** An event as a rule returns it. */
const event = <T extends TalentEventType>(
  type: T,
  data: TalentEventData[T],
  more: Pick<TalentEvent, 'effectiveAt' | 'reason' | 'policy'> = {},
) => ({ type, data, ...more });

export const registered = event('TalentRegistered', { ...registration, ...touched });
const changes = { needs: ['accommodation', 'schooling', 'banking'] } as const;

const PASSED = { ok: true } as const;
const passportWhile = (status: IdentityDocument['status']): IdentityDocument => ({
  ...passport,
  check: PASSED,
  overridden: false,
  status,
});
export const documentAdded = event(
  'DocumentAdded',
  { ...passport, check: PASSED, ...touched },
  { policy: documentCheckPolicy(passport, PASSED) },
);
const WRONG = { ok: false, reason: 'check-digit' } as const;
export const mistypedAdded = event(
  'DocumentAdded',
  { ...mistypedCard, check: WRONG, ...touched },
  { policy: documentCheckPolicy(mistypedCard, WRONG) },
);
export const documentVerified = event(
  'DocumentVerified',
  { documentId: 'd1', verifiedBy: CASEWORKER.id },
  { policy: documentVerificationPolicy(passportWhile('added')) },
);
const UNREADABLE = { reason: 'unreadable' };
const SEEN = { reason: 'seen at the counter' };
export const documentRejected = event(
  'DocumentRejected',
  { documentId: 'd1', rejectedBy: CASEWORKER.id },
  UNREADABLE,
);
export const checkOverridden = event(
  'DocumentCheckOverridden',
  { documentId: 'd2', overriddenBy: CASEWORKER.id, ...touched },
  SEEN,
);

const textHash = findConsentText('onboarding', '1', 'en')?.hash ?? '';
export const consentGiven = event('ConsentGiven', { ...consent, textHash, ...touched });
export const consentWithdrawn = event('ConsentWithdrawn', { consentId: 'c1', ...touched });

const facts = checklistFacts(registration, localDay(EXEMPLARY_MOMENT));
const checklist = checklistFor(facts);
const policy = checklistPolicy(facts, checklist);
export const submitted = event('ApplicationSubmitted', { checklist }, { policy });

const question = { items: ['degree'], message: 'Please send it' };
const answer = { message: 'Here it is' };
const answerWithItems = { items: ['degree.pdf'], message: 'Here it is' };
export const screeningStarted = event('ScreeningStarted', { startedBy: CASEWORKER.id });
export const informationRequested = event('InformationRequested', question);
export const informationProvided = event('InformationProvided', answer);

const examined = { documents: [passportWhile('verified')], details: registration };
const NO_DEGREE = { code: 'criteria-not-met', reason: 'no degree' } as const;
export const verified = event(
  'TalentVerified',
  { verifiedBy: CASEWORKER.id },
  { policy: verificationPolicy(examined) },
);
export const approved = event(
  'TalentApproved',
  { ...SCOPE, approvedBy: SUPERVISOR.id, needs: parent.needs, accommodation: parent.accommodation },
  { policy: admissionPolicy(examined, SUPERVISOR, { approvedAfter: CASEWORKER.id }) },
);
export const refused = event(
  'TalentRefused',
  { ...SCOPE, code: NO_DEGREE.code, refusedBy: SUPERVISOR.id },
  {
    reason: NO_DEGREE.reason,
    policy: admissionPolicy(examined, SUPERVISOR, { refusedWith: NO_DEGREE.code }),
  },
);

const LEAVE = { reason: 'leave' };
const CHANGED_PLANS = { reason: 'changed plans' };
export const activated = event('TalentActivated', SCOPE);
export const suspended = event('TalentSuspended', SCOPE, LEAVE);
export const reinstated = event('TalentReinstated', SCOPE);
export const departed = event('TalentDeparted', { ...SCOPE, on: '2026-03-01' });
export const withdrawn = event('ApplicationWithdrawn', SCOPE, CHANGED_PLANS);
export const expired = event('TalentExpired', { ...SCOPE, due: DRAFT_UNTIL });

const correction = { correctionId: 'k1', changes: { preferredLanguage: 'zh-Hant' } } as const;
const earlier = { correctionId: 'k2', changes: { phone: '+85290000000' } };
const MISTYPED = { reason: 'typed wrongly' };
const MOVED = { reason: 'moved', effectiveAt: '2026-01-01T00:00:00.000Z' };
const NO_PROOF = { reason: 'no proof' };
const requestedBy = CASEWORKER.id;
const correctionRequested = event('CorrectionRequested', { ...correction, requestedBy }, MISTYPED);

const linked = { caseId: 'case-1', number: 'SC-1', caseType: 'onboarding', caseCentre: 'online' };
const housed = { item: 'housed', requestId: 'request-1' };

const draft: readonly TalentEvent[] = [registered, documentAdded, consentGiven];
const screening = [...draft, submitted, screeningStarted];
const verifiedTalent = [...screening, documentVerified, verified];
const active = [...verifiedTalent, approved, activated];
/** A history that ends in each status. */
export const historyOf: Readonly<Record<TalentStatus, readonly TalentEvent[]>> = {
  draft,
  submitted: [...draft, submitted],
  screening,
  'information-requested': [...screening, informationRequested],
  verified: verifiedTalent,
  approved: [...verifiedTalent, approved],
  refused: [...verifiedTalent, refused],
  active,
  suspended: [...active, suspended],
  departed: [...active, departed],
  withdrawn: [...draft, withdrawn],
  expired: [...draft, expired],
};

/** Given these events, the actor gives the command with this data, and this event follows. */
const example = <Data>(
  given: readonly TalentEvent[],
  by: Actor,
  data: Data,
  then: TalentEvent,
): Exemplar<Data, TalentEvent> => ({ given, by, data, then: [then] });

type TalentExemplars = Exemplars<TalentCommandData, TalentState, TalentEvent>;

const informationPending = historyOf['information-requested'];
const correctionPending = [...active, correctionRequested];
const commands: TalentExemplars['commands'] = {
  RegisterTalent: [
    example([], PORTAL, registration, registered),
    example([], CASEWORKER, brief, event('TalentRegistered', { ...brief, ...touched })),
  ],
  UpdateDetails: [
    example([registered], PORTAL, { changes }, event('DetailsUpdated', { changes, ...touched })),
  ],
  SubmitApplication: [example(draft, PORTAL, {}, submitted)],
  RequestCorrection: [
    example(active, CASEWORKER, { ...correction, ...MISTYPED }, correctionRequested),
    example(
      active,
      PORTAL,
      { ...earlier, ...MOVED },
      event('CorrectionRequested', { ...earlier, requestedBy: PORTAL.id }, MOVED),
    ),
  ],
  ApproveCorrection: [
    example(
      correctionPending,
      SUPERVISOR,
      { correctionId: 'k1' },
      event(
        'CorrectionApproved',
        { ...correction, approvedBy: SUPERVISOR.id, checklist },
        { policy },
      ),
    ),
  ],
  RejectCorrection: [
    example(
      correctionPending,
      SUPERVISOR,
      { correctionId: 'k1', ...NO_PROOF },
      event('CorrectionRejected', { correctionId: 'k1', rejectedBy: SUPERVISOR.id }, NO_PROOF),
    ),
  ],
  AddDocument: [
    example([registered], PORTAL, passport, documentAdded),
    example([registered], PORTAL, mistypedCard, mistypedAdded),
  ],
  VerifyDocument: [example(screening, CASEWORKER, { documentId: 'd1' }, documentVerified)],
  RejectDocument: [
    example(screening, CASEWORKER, { documentId: 'd1', ...UNREADABLE }, documentRejected),
  ],
  OverrideDocumentCheck: [
    example(
      [registered, mistypedAdded],
      CASEWORKER,
      { documentId: 'd2', ...SEEN },
      checkOverridden,
    ),
  ],
  GiveConsent: [example([registered], PORTAL, consent, consentGiven)],
  WithdrawConsent: [example(draft, PORTAL, { consentId: 'c1' }, consentWithdrawn)],
  StartScreening: [example(historyOf.submitted, CASEWORKER, {}, screeningStarted)],
  RequestInformation: [example(screening, CASEWORKER, question, informationRequested)],
  ProvideInformation: [
    example(informationPending, PORTAL, answer, informationProvided),
    example(
      informationPending,
      PORTAL,
      answerWithItems,
      event('InformationProvided', answerWithItems),
    ),
  ],
  VerifyTalent: [example([...screening, documentVerified], CASEWORKER, {}, verified)],
  ApproveTalent: [example(historyOf.verified, SUPERVISOR, {}, approved)],
  RefuseTalent: [example(historyOf.verified, SUPERVISOR, NO_DEGREE, refused)],
  ActivateTalent: [example(historyOf.approved, SUPERVISOR, {}, activated)],
  SuspendTalent: [example(active, SUPERVISOR, LEAVE, suspended)],
  ReinstateTalent: [example(historyOf.suspended, SUPERVISOR, {}, reinstated)],
  RecordDeparture: [example(active, CASEWORKER, { on: '2026-03-01' }, departed)],
  WithdrawApplication: [example(draft, PORTAL, CHANGED_PLANS, withdrawn)],
  ExpireTalent: [{ ...example(draft, DEADLINE, { due: DRAFT_UNTIL }, expired), at: DRAFT_UNTIL }],
  LinkCase: [example(draft, CONSUMER, linked, event('CaseLinked', linked))],
  SatisfyChecklistItem: [
    example(active, CONSUMER, housed, event('ChecklistItemSatisfied', housed)),
  ],
};

/** HTTP takes no empty text, so nothing on record has an empty id, number or recipient. */
const ON_NO_RECORD = '';
/** A change that really changes something, whatever language is on record. */
const otherLanguage = (state: TalentState) => {
  const current = state.status === 'none' ? 'en' : state.record.details.preferredLanguage;
  return { preferredLanguage: current === 'en' ? 'zh-Hant' : 'en' } as const;
};
const fitted: TalentExemplars['fitted'] = {
  UpdateDetails: (state) => ({ changes: otherLanguage(state) }),
  RequestCorrection: (state) => ({
    correctionId: ON_NO_RECORD,
    changes: otherLanguage(state),
    ...MISTYPED,
  }),
  AddDocument: () => ({ documentId: ON_NO_RECORD, kind: 'passport', number: ON_NO_RECORD }),
  GiveConsent: () => ({ ...consent, consentId: ON_NO_RECORD, recipient: ON_NO_RECORD }),
};

export const talentExemplars: TalentExemplars = {
  statusOf: ({ status }) => status,
  // Of consents and corrections one is enough: the next makes no other command possible.
  detailOf: (state) => {
    if (state.status === 'none') return undefined;
    const { documents, consents, corrections } = state.record;
    return [
      'verifiedBy' in state && state.verifiedBy,
      documents.map((part) => `${part.documentId} ${part.status} ${part.overridden}`).toSorted(),
      consents.flatMap((part) => (part.consentId === 'c1' ? part.status : [])),
      corrections.flatMap((part) => (part.correctionId === 'k1' ? part.status : [])),
    ];
  },
  commands,
  fitted,
  variants: {
    VerifyDocument: [{ documentId: 'd2' }],
    GiveConsent: [{ ...consent, consentId: 'c2', recipient: 'accommodation' }],
  },
};
