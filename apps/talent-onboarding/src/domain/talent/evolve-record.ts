import type { TalentEvent, TalentRegistered } from './events';
import type { Correction, IdentityDocument, TalentRecord } from './state';

/** The record as it begins. */
export const registeredRecord = ({ data }: TalentRegistered): TalentRecord => {
  const { draftUntil: _, ...registered } = data;
  const { talentId, centre, client, reference, ...details } = registered;
  return {
    talentId,
    scope: { centre, ...(client === undefined ? {} : { client }) },
    ...(reference === undefined ? {} : { reference }),
    registered,
    details,
    documents: [],
    consents: [],
    corrections: [],
    checklist: [],
    satisfied: [],
    cases: [],
  };
};

const withDocument = (
  record: TalentRecord,
  id: string,
  change: Partial<Pick<IdentityDocument, 'status' | 'overridden'>>,
): TalentRecord => ({
  ...record,
  documents: record.documents.map((it) => (it.documentId === id ? { ...it, ...change } : it)),
});

const withCorrection = (
  record: TalentRecord,
  id: string,
  status: Correction['status'],
): TalentRecord => ({
  ...record,
  corrections: record.corrections.map((it) => (it.correctionId === id ? { ...it, status } : it)),
});

/** What an event makes of the record; where the record stands is the business of evolve-status. */
export const evolveRecord = (record: TalentRecord, event: TalentEvent): TalentRecord => {
  switch (event.type) {
    case 'DetailsUpdated':
      return { ...record, details: { ...record.details, ...event.data.changes } };
    case 'DocumentAdded': {
      const { draftUntil: _, ...document } = event.data;
      const added = { ...document, overridden: false, status: 'added' } as const;
      return { ...record, documents: [...record.documents, added] };
    }
    case 'DocumentVerified':
      return withDocument(record, event.data.documentId, { status: 'verified' });
    case 'DocumentRejected':
      return withDocument(record, event.data.documentId, { status: 'rejected' });
    case 'DocumentCheckOverridden':
      return withDocument(record, event.data.documentId, { overridden: true });
    case 'ConsentGiven': {
      const { draftUntil: _, ...consent } = event.data;
      return { ...record, consents: [...record.consents, { ...consent, status: 'given' }] };
    }
    case 'ConsentWithdrawn':
      return {
        ...record,
        consents: record.consents.map((it) =>
          it.consentId === event.data.consentId ? { ...it, status: 'withdrawn' } : it,
        ),
      };
    case 'CorrectionRequested': {
      const { effectiveAt } = event;
      const since = effectiveAt === undefined ? {} : { effectiveAt };
      const requested: Correction = { ...event.data, ...since, status: 'requested' };
      return { ...record, corrections: [...record.corrections, requested] };
    }
    case 'CorrectionApproved': {
      const { correctionId, changes, checklist } = event.data;
      const details = { ...record.details, ...changes };
      return { ...withCorrection(record, correctionId, 'approved'), details, checklist };
    }
    case 'CorrectionRejected':
      return withCorrection(record, event.data.correctionId, 'rejected');
    case 'ApplicationSubmitted':
      return { ...record, checklist: event.data.checklist };
    case 'CaseLinked': {
      const others = record.cases.filter(({ caseId }) => caseId !== event.data.caseId);
      return { ...record, cases: [...others, event.data] };
    }
    case 'ChecklistItemSatisfied':
      return { ...record, satisfied: [...record.satisfied, event.data.item] };
    case 'TalentRegistered':
    case 'ScreeningStarted':
    case 'InformationRequested':
    case 'InformationProvided':
    case 'TalentVerified':
    case 'TalentApproved':
    case 'TalentRefused':
    case 'TalentActivated':
    case 'TalentSuspended':
    case 'TalentReinstated':
    case 'TalentDeparted':
    case 'ApplicationWithdrawn':
    case 'TalentExpired':
      return record;
  }
};
