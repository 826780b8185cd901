import { type Actor, type DecisionContext, isRejection } from '@talentloop/event-sourcing';
import { AT, WORKER } from '@talentloop/testing';
import * as fc from 'fast-check';
import { PORTAL, SUPERVISOR } from '../values/exemplary-actors';
import { consent } from '../values/exemplary-person';
import { actionsFor, correctionActionsFor, documentActionsFor } from './actions';
import type { TalentCommand, TalentCommandType } from './commands';
import type { TalentEvent } from './events';
import * as example from './exemplars';
import type { Talent, TalentState } from './state';
import { talent } from './talent';

const { historyOf, DRAFT_UNTIL } = example;
const after = (...events: readonly TalentEvent[]): Talent => {
  const state = events.reduce(talent.evolve, talent.initialState);
  if (state.status === 'none') throw new Error('nobody is registered');
  return state;
};
const supervisor = { at: AT, actor: SUPERVISOR };

/** What may follow each status, to a supervisor. */
const table = {
  draft: ['details', 'documents', 'consents', 'submit', 'withdraw'],
  submitted: ['documents', 'consents', 'start-screening', 'refuse', 'withdraw', 'corrections'],
  screening: ['documents', 'consents', 'request-information', 'refuse', 'withdraw', 'corrections'],
  'information-requested': [
    'documents',
    'consents',
    'provide-information',
    'refuse',
    'withdraw',
    'corrections',
  ],
  verified: ['documents', 'consents', 'approve', 'refuse', 'withdraw', 'corrections'],
  approved: ['documents', 'consents', 'activate', 'withdraw', 'corrections'],
  refused: [],
  active: ['documents', 'consents', 'suspend', 'depart', 'corrections'],
  suspended: ['documents', 'consents', 'reinstate', 'depart', 'corrections'],
  departed: [],
  withdrawn: [],
  expired: [],
} as const;

/** Every action with bodies of its own, other than the exemplary ones. */
const bodies: Readonly<Record<string, TalentCommand>> = {
  details: { type: 'UpdateDetails', data: { changes: { nationality: 'IT' } } },
  documents: { type: 'AddDocument', data: { documentId: 'n', kind: 'eep', number: 'C00000001' } },
  consents: {
    type: 'GiveConsent',
    data: { ...consent, consentId: 'n', jurisdiction: 'CN', language: 'zh-Hans' },
  },
  submit: { type: 'SubmitApplication', data: {} },
  'start-screening': { type: 'StartScreening', data: {} },
  'request-information': { type: 'RequestInformation', data: { items: ['a'], message: 'b' } },
  'provide-information': { type: 'ProvideInformation', data: { items: ['a'] } },
  verify: { type: 'VerifyTalent', data: {} },
  approve: { type: 'ApproveTalent', data: {} },
  refuse: { type: 'RefuseTalent', data: { code: 'criteria-not-met', reason: 'r' } },
  activate: { type: 'ActivateTalent', data: {} },
  suspend: { type: 'SuspendTalent', data: { reason: 'r' } },
  reinstate: { type: 'ReinstateTalent', data: {} },
  depart: { type: 'RecordDeparture', data: { on: '2026-03-01' } },
  withdraw: { type: 'WithdrawApplication', data: { reason: 'r' } },
  corrections: {
    type: 'RequestCorrection',
    data: { correctionId: 'n', changes: { nationality: 'IT' }, reason: 'r' },
  },
};

describe.each(Object.entries(historyOf))('the actions of a %s talent', (status, history) => {
  const state = after(...history);

  it('are those of the table', () =>
    expect(actionsFor(state, supervisor)).toEqual(table[status as keyof typeof table]));

  it('are granted when listed, and refused or reached already when not', () => {
    for (const context of [supervisor, { at: AT, actor: WORKER }]) {
      const listed = actionsFor(state, context);
      for (const [action, command] of Object.entries(bodies)) {
        const answer = talent.decide(command, state, context);
        const changes = !isRejection(answer) && answer.length > 0;
        expect({ action, changes }).toEqual({ action, changes: listed.includes(action) });
      }
    }
  });
});

describe('the actions', () => {
  it('leave out approving what one verified oneself', () =>
    expect(actionsFor(after(...historyOf.verified), { at: AT, actor: WORKER })).not.toContain(
      'approve',
    ));

  it('leave out what the record is not ready for', () => {
    expect(actionsFor(after(example.registered), supervisor)).not.toContain('submit');
    const ready = after(...historyOf.screening, example.documentVerified);
    expect(actionsFor(ready, supervisor)).toContain('verify');
  });

  it('of an overdue draft are none', () =>
    expect(actionsFor(after(...historyOf.draft), { at: DRAFT_UNTIL, actor: SUPERVISOR })).toEqual(
      [],
    ));

  it('of nobody are none', () => expect(actionsFor(talent.initialState, supervisor)).toEqual([]));

  it('of documents follow their check', () => {
    const state = after(example.registered, example.documentAdded, example.mistypedAdded);
    const [good, bad] = state.record.documents.map((it) =>
      documentActionsFor(it, state, supervisor),
    );
    expect(good).toEqual(['verify', 'reject']);
    expect(bad).toEqual(['reject', 'override']);
  });

  it('of corrections leave out approving what one asked for', () => {
    const state = after(...historyOf.active, {
      type: 'CorrectionRequested',
      data: { correctionId: 'k1', changes: { origin: 'mainland' }, requestedBy: WORKER.id },
    });
    const actionsOf = (actor: Actor) =>
      state.record.corrections.map((it) => correctionActionsFor(it, state, { at: AT, actor }));
    expect(actionsOf(WORKER)).toEqual([['reject']]);
    expect(actionsOf(SUPERVISOR)).toEqual([['approve', 'reject']]);
  });
});

const { commands, fitted, variants } = example.talentExemplars;
const types = Object.keys(commands) as TalentCommandType[];

/** The exemplary commands and their variants, as somebody may give them in any order. */
const exemplary: readonly TalentCommand[] = types.flatMap((type) =>
  [...commands[type].map(({ data }) => data), ...(variants?.[type] ?? [])].map(
    (data) => ({ type, data }) as TalentCommand,
  ),
);

/** Whether the decider grants the command, and something would change. */
const isGranted = (command: TalentCommand, state: TalentState, context: DecisionContext) => {
  const answer = talent.decide(command, state, context);
  return !isRejection(answer) && answer.length > 0;
};

/** Those of the actions whose exemplary command, fitted to the state, the decider grants. */
const derived = (
  actions: Readonly<Record<string, TalentCommandType>>,
  state: TalentState,
  context: DecisionContext,
  part: object = {},
): readonly string[] =>
  Object.entries(actions).flatMap(([action, type]) => {
    const data = fitted?.[type]?.(state, context.at) ?? commands[type][0].data;
    const command = { type, data: { ...data, ...part } } as TalentCommand;
    return isGranted(command, state, context) ? [action] : [];
  });

const talentActions: Readonly<Record<string, TalentCommandType>> = {
  details: 'UpdateDetails',
  documents: 'AddDocument',
  consents: 'GiveConsent',
  submit: 'SubmitApplication',
  'start-screening': 'StartScreening',
  'request-information': 'RequestInformation',
  'provide-information': 'ProvideInformation',
  verify: 'VerifyTalent',
  approve: 'ApproveTalent',
  refuse: 'RefuseTalent',
  activate: 'ActivateTalent',
  suspend: 'SuspendTalent',
  reinstate: 'ReinstateTalent',
  depart: 'RecordDeparture',
  withdraw: 'WithdrawApplication',
  corrections: 'RequestCorrection',
};
const documentActions: Readonly<Record<string, TalentCommandType>> = {
  verify: 'VerifyDocument',
  reject: 'RejectDocument',
  override: 'OverrideDocumentCheck',
};
const correctionActions: Readonly<Record<string, TalentCommandType>> = {
  approve: 'ApproveCorrection',
  reject: 'RejectCorrection',
};

describe('what the decider grants of the exemplary commands', () => {
  const context = fc.record({
    at: fc.constantFrom(AT, DRAFT_UNTIL),
    actor: fc.constantFrom(PORTAL, WORKER, SUPERVISOR),
  });
  const step = fc.record({ command: fc.constantFrom(...exemplary), context });
  const start = fc.constantFrom([], ...Object.values(historyOf));

  /** Every state that a record passes through from a beginning on. */
  const statesOn = (
    history: readonly TalentEvent[],
    steps: readonly { readonly command: TalentCommand; readonly context: DecisionContext }[],
  ): readonly TalentState[] => {
    const states = [history.reduce(talent.evolve, talent.initialState)];
    for (const { command, context } of steps) {
      const state = states.at(-1) ?? talent.initialState;
      const answer = talent.decide(command, state, context);
      if (!isRejection(answer)) states.push(answer.reduce(talent.evolve, state));
    }
    return states;
  };

  it('is what is offered, in every state', () => {
    fc.assert(
      fc.property(start, fc.array(step, { maxLength: 15 }), context, (history, steps, asker) => {
        for (const state of statesOn(history, steps)) {
          expect(derived(talentActions, state, asker)).toEqual(actionsFor(state, asker));
          if (state.status === 'none') continue;
          const { documents, corrections } = state.record;
          for (const document of documents)
            expect(
              derived(documentActions, state, asker, { documentId: document.documentId }),
            ).toEqual(documentActionsFor(document, state, asker));
          for (const correction of corrections)
            expect(
              derived(correctionActions, state, asker, { correctionId: correction.correctionId }),
            ).toEqual(correctionActionsFor(correction, state, asker));
        }
      }),
      { numRuns: 500 },
    );
  });
});
