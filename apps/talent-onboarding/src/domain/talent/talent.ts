import { type Decider, type DecisionContext, reject } from '@talentloop/event-sourcing';
import type { TalentCommand, TalentRejection } from './commands';
import { decideAdmission } from './decide-admission';
import { decideConsent } from './decide-consents';
import { decideCorrection } from './decide-corrections';
import { register, updateDetails } from './decide-details';
import { decideDocument } from './decide-documents';
import { decideLink } from './decide-links';
import { decideScreening, submit } from './decide-screening';
import { decideExit, decideStay } from './decide-stay';
import { asOf } from './draft-expiry';
import type { TalentEvent } from './events';
import { evolveRecord, registeredRecord } from './evolve-record';
import { evolveStatus } from './evolve-status';
import type { Decision, Progress, Talent, TalentState } from './state';

const decideFor = (command: TalentCommand, talent: Talent, context: DecisionContext): Decision => {
  switch (command.type) {
    case 'RegisterTalent':
      return register(command, talent, context);
    case 'UpdateDetails':
      return updateDetails(command, talent, context);
    case 'SubmitApplication':
      return submit(talent, context);
    case 'RequestCorrection':
    case 'ApproveCorrection':
    case 'RejectCorrection':
      return decideCorrection(command, talent, context);
    case 'AddDocument':
    case 'VerifyDocument':
    case 'RejectDocument':
    case 'OverrideDocumentCheck':
      return decideDocument(command, talent, context);
    case 'GiveConsent':
    case 'WithdrawConsent':
      return decideConsent(command, talent, context);
    case 'StartScreening':
    case 'RequestInformation':
    case 'ProvideInformation':
    case 'VerifyTalent':
      return decideScreening(command, talent, context);
    case 'ApproveTalent':
    case 'RefuseTalent':
      return decideAdmission(command, talent, context);
    case 'ActivateTalent':
    case 'SuspendTalent':
    case 'ReinstateTalent':
    case 'RecordDeparture':
      return decideStay(command, talent);
    case 'WithdrawApplication':
    case 'ExpireTalent':
      return decideExit(command, talent, context);
    case 'LinkCase':
    case 'SatisfyChecklistItem':
      return decideLink(command, talent);
  }
};

/** One person on the way into the park: from a draft to active, and out again. */
export const talent: Decider<TalentCommand, TalentState, TalentEvent, TalentRejection> = {
  category: 'talent',
  initialState: { status: 'none' },
  decide: (command, state, context) => {
    if (state.status === 'none')
      return command.type === 'RegisterTalent'
        ? register(command, state, context)
        : reject('talent-not-found');
    // The expiry itself is judged by what was written; all else by what is over at its instant.
    const current = command.type === 'ExpireTalent' ? state : asOf(state, context.at);
    return decideFor(command, current, context);
  },
  evolve: (state, event) => {
    if (event.type === 'TalentRegistered')
      return {
        record: registeredRecord(event),
        status: 'draft',
        draftUntil: event.data.draftUntil,
      };
    if (state.status === 'none') return state;
    const { record, ...before } = state;
    const progress: Progress = evolveStatus(before, event);
    return { ...progress, record: evolveRecord(record, event) };
  },
};
