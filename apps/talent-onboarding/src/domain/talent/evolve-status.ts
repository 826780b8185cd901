import type { TalentEvent } from './events';
import type { Progress } from './state';

/** A touched draft lasts longer; in any other state a touch says nothing. */
const touched = (progress: Progress, draftUntil: string | undefined): Progress =>
  progress.status === 'draft' && draftUntil !== undefined ? { ...progress, draftUntil } : progress;

/** Where the record stands after an event. */
export const evolveStatus = (progress: Progress, event: TalentEvent): Progress => {
  switch (event.type) {
    case 'TalentRegistered':
      return { status: 'draft', draftUntil: event.data.draftUntil };
    case 'DetailsUpdated':
    case 'DocumentAdded':
    case 'DocumentVerified':
    case 'DocumentRejected':
    case 'DocumentCheckOverridden':
    case 'ConsentGiven':
    case 'ConsentWithdrawn':
      return touched(progress, event.data.draftUntil);
    case 'ApplicationSubmitted':
      return { status: 'submitted' };
    case 'ScreeningStarted':
      return { status: 'screening' };
    case 'InformationRequested':
      return { status: 'information-requested', request: event.data };
    case 'InformationProvided':
      return { status: 'screening', answered: event.data };
    case 'TalentVerified':
      return { status: 'verified', verifiedBy: event.data.verifiedBy };
    case 'TalentApproved':
      return { status: 'approved' };
    case 'TalentRefused':
      return { status: 'refused', code: event.data.code };
    case 'TalentActivated':
    case 'TalentReinstated':
      return { status: 'active' };
    case 'TalentSuspended':
      return { status: 'suspended' };
    case 'TalentDeparted':
      return { status: 'departed', on: event.data.on };
    case 'ApplicationWithdrawn':
      return { status: 'withdrawn' };
    case 'TalentExpired':
      return { status: 'expired' };
    case 'CorrectionRequested':
    case 'CorrectionApproved':
    case 'CorrectionRejected':
    case 'CaseLinked':
    case 'ChecklistItemSatisfied':
      return progress;
  }
};
