import type { Folds, Instant } from '@talentloop/event-sourcing';
import type { TalentEventData, TalentEventOf, TalentEventType } from './events';
import type {
  Consent,
  Correction,
  IdentityDocument,
  Progress,
  Talent,
  TalentState,
  TalentRecord,
} from './state';

/** The draft and its record as they begin. */
const registered = ({ data }: TalentEventOf<'TalentRegistered'>): Talent => {
  const { draftUntil, ...registration } = data;
  const { talentId, centre, client, reference, ...details } = registration;
  const record: TalentRecord = {
    talentId,
    scope: { centre, ...(client !== undefined && { client }) },
    ...(reference !== undefined && { reference }),
    registered: registration,
    details,
    documents: [],
    consents: [],
    corrections: [],
    checklist: [],
    satisfied: [],
    cases: [],
  };
  return { status: 'draft', draftUntil, record };
};

const reaching = ({ record }: Talent, progress: Progress): Talent => ({ ...progress, record });

const recording = (talent: Talent, changes: Partial<TalentRecord>): Talent => ({
  ...talent,
  record: { ...talent.record, ...changes },
});

/** A touched draft lasts longer; in any other status the event says no new instant. */
const touched = (talent: Talent, { draftUntil }: { readonly draftUntil?: Instant }): Talent =>
  talent.status === 'draft' && draftUntil !== undefined ? { ...talent, draftUntil } : talent;

const changingDocument = (
  talent: Talent,
  id: string,
  change: Partial<Pick<IdentityDocument, 'status' | 'overridden'>>,
): Talent =>
  recording(talent, {
    documents: talent.record.documents.map((document) =>
      document.documentId === id ? { ...document, ...change } : document,
    ),
  });

const decidingCorrection = (talent: Talent, id: string, status: Correction['status']): Talent =>
  recording(talent, {
    corrections: talent.record.corrections.map((correction) =>
      correction.correctionId === id ? { ...correction, status } : correction,
    ),
  });

/** What an event makes of a talent who is registered. */
export const folds: Folds<TalentEventData, 'TalentRegistered', TalentState> &
  Folds<TalentEventData, Exclude<TalentEventType, 'TalentRegistered'>, Talent> = {
  TalentRegistered: (_, event) => registered(event),
  DetailsUpdated: (talent, { data }) => {
    const details = { ...talent.record.details, ...data.changes };
    return recording(touched(talent, data), { details });
  },
  CorrectionRequested: (talent, { data, effectiveAt }) => {
    const since = effectiveAt !== undefined && { effectiveAt };
    const requested: Correction = { ...data, ...since, status: 'requested' };
    return recording(talent, { corrections: [...talent.record.corrections, requested] });
  },
  CorrectionApproved: (talent, { data: { correctionId, changes, checklist } }) => {
    const details = { ...talent.record.details, ...changes };
    return recording(decidingCorrection(talent, correctionId, 'approved'), { details, checklist });
  },
  CorrectionRejected: (talent, { data }) =>
    decidingCorrection(talent, data.correctionId, 'rejected'),
  DocumentAdded: (talent, { data }) => {
    const { draftUntil: _, ...document } = data;
    const added: IdentityDocument = { ...document, overridden: false, status: 'added' };
    return recording(touched(talent, data), { documents: [...talent.record.documents, added] });
  },
  DocumentVerified: (talent, { data }) =>
    changingDocument(touched(talent, data), data.documentId, { status: 'verified' }),
  DocumentRejected: (talent, { data }) =>
    changingDocument(touched(talent, data), data.documentId, { status: 'rejected' }),
  DocumentCheckOverridden: (talent, { data }) =>
    changingDocument(touched(talent, data), data.documentId, { overridden: true }),
  ConsentGiven: (talent, { data }) => {
    const { draftUntil: _, ...consent } = data;
    const given: Consent = { ...consent, status: 'given' };
    return recording(touched(talent, data), { consents: [...talent.record.consents, given] });
  },
  ConsentWithdrawn: (talent, { data }) =>
    recording(touched(talent, data), {
      consents: talent.record.consents.map((consent) =>
        consent.consentId === data.consentId ? { ...consent, status: 'withdrawn' } : consent,
      ),
    }),
  ApplicationSubmitted: (talent, { data: { checklist } }) =>
    recording(reaching(talent, { status: 'submitted' }), { checklist }),
  ScreeningStarted: (talent) => reaching(talent, { status: 'screening' }),
  InformationRequested: (talent, { data }) =>
    reaching(talent, { status: 'information-requested', request: data }),
  InformationProvided: (talent, { data }) =>
    reaching(talent, { status: 'screening', answered: data }),
  TalentVerified: (talent, { data: { verifiedBy } }) =>
    reaching(talent, { status: 'verified', verifiedBy }),
  TalentApproved: (talent) => reaching(talent, { status: 'approved' }),
  TalentRefused: (talent, { data: { code } }) => reaching(talent, { status: 'refused', code }),
  TalentActivated: (talent) => reaching(talent, { status: 'active' }),
  TalentSuspended: (talent) => reaching(talent, { status: 'suspended' }),
  TalentReinstated: (talent) => reaching(talent, { status: 'active' }),
  TalentDeparted: (talent, { data: { on } }) => reaching(talent, { status: 'departed', on }),
  ApplicationWithdrawn: (talent) => reaching(talent, { status: 'withdrawn' }),
  TalentExpired: (talent) => reaching(talent, { status: 'expired' }),
  CaseLinked: (talent, { data }) => {
    const others = talent.record.cases.filter(({ caseId }) => caseId !== data.caseId);
    return recording(talent, { cases: [...others, data] });
  },
  ChecklistItemSatisfied: (talent, { data: { item } }) =>
    recording(talent, { satisfied: [...talent.record.satisfied, item] }),
};
