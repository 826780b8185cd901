import { type DecisionContext, isRejection } from '@talentloop/event-sourcing';
import type { TalentCommand } from './commands';
import type { Correction, IdentityDocument, Talent, TalentState } from './state';
import { talent } from './talent';

/** Whether the decider grants the command, and something would change. */
const isGranted = (command: TalentCommand, state: TalentState, context: DecisionContext) => {
  const answer = talent.decide(command, state, context);
  return !isRejection(answer) && answer.length > 0;
};

/** A change that really changes something, whatever language is on record. */
const otherLanguage = ({ record }: Talent) =>
  ({ preferredLanguage: record.details.preferredLanguage === 'en' ? 'zh-Hant' : 'en' }) as const;

/**
 * One well-formed command per action, with ids and texts that no part on record has. A caller is
 * offered what the decider grants, so that the list can never disagree with it.
 */
const commandsByAction = (state: Talent): Readonly<Record<string, TalentCommand>> => {
  const reason = 'exemplar';
  const changes = otherLanguage(state);
  return {
    details: { type: 'UpdateDetails', data: { changes } },
    documents: { type: 'AddDocument', data: { documentId: '', kind: 'passport', number: '' } },
    consents: {
      type: 'GiveConsent',
      data: {
        consentId: '',
        purpose: 'onboarding',
        recipient: '',
        jurisdiction: 'HK',
        textVersion: '1',
        language: 'en',
      },
    },
    submit: { type: 'SubmitApplication', data: {} },
    'start-screening': { type: 'StartScreening', data: {} },
    'request-information': { type: 'RequestInformation', data: { items: [], message: '' } },
    'provide-information': { type: 'ProvideInformation', data: {} },
    verify: { type: 'VerifyTalent', data: {} },
    approve: { type: 'ApproveTalent', data: {} },
    refuse: { type: 'RefuseTalent', data: { code: 'other', reason } },
    activate: { type: 'ActivateTalent', data: {} },
    suspend: { type: 'SuspendTalent', data: { reason } },
    reinstate: { type: 'ReinstateTalent', data: {} },
    depart: { type: 'RecordDeparture', data: { on: '2026-01-01' } },
    withdraw: { type: 'WithdrawApplication', data: { reason } },
    corrections: { type: 'RequestCorrection', data: { correctionId: '', changes, reason } },
  };
};

const granted = (
  commands: Readonly<Record<string, TalentCommand>>,
  state: TalentState,
  context: DecisionContext,
): readonly string[] =>
  Object.entries(commands)
    .filter(([, command]) => isGranted(command, state, context))
    .map(([action]) => action);

/** What may be done with the record now, by the last segments of the paths that do it. */
export const actionsFor = (state: TalentState, context: DecisionContext): readonly string[] =>
  state.status === 'none' ? [] : granted(commandsByAction(state), state, context);

export const documentActionsFor = (
  { documentId }: IdentityDocument,
  state: Talent,
  context: DecisionContext,
): readonly string[] => {
  const reasoned = { documentId, reason: 'exemplar' };
  return granted(
    {
      verify: { type: 'VerifyDocument', data: { documentId } },
      reject: { type: 'RejectDocument', data: reasoned },
      override: { type: 'OverrideDocumentCheck', data: reasoned },
    },
    state,
    context,
  );
};

export const correctionActionsFor = (
  { correctionId }: Correction,
  state: Talent,
  context: DecisionContext,
): readonly string[] =>
  granted(
    {
      approve: { type: 'ApproveCorrection', data: { correctionId } },
      reject: { type: 'RejectCorrection', data: { correctionId, reason: 'exemplar' } },
    },
    state,
    context,
  );
