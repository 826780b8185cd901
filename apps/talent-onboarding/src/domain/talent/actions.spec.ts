import { isRejection } from '@talentloop/event-sourcing';
import { AT, WORKER } from '@talentloop/testing';
import { actionsFor, correctionActionsFor, documentActionsFor } from './actions';
import type { TalentCommand } from './commands';
import type { TalentEvent } from './events';
import type { Talent } from './state';
import { talent } from './talent';
import * as example from './talent.examples';

const { historyOf, SUPERVISOR, DRAFT_UNTIL } = example;
const after = (...events: readonly TalentEvent[]): Talent => {
  const state = events.reduce(talent.evolve, talent.initialState);
  if (state.status === 'none') throw new Error('nobody');
  return state;
};
const supervisor = { at: AT, actor: SUPERVISOR };

/** What domain.md says may follow each status. */
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

/** Every action with bodies of its own, unlike the exemplars. */
const bodies: Readonly<Record<string, TalentCommand>> = {
  details: { type: 'UpdateDetails', data: { changes: { nationality: 'IT' } } },
  documents: { type: 'AddDocument', data: { documentId: 'n', kind: 'eep', number: 'C00000001' } },
  consents: {
    type: 'GiveConsent',
    data: { ...example.consent, consentId: 'n', jurisdiction: 'CN', language: 'zh-Hans' },
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
    const state = after(example.registered, example.documentAdded, example.badDocumentAdded);
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
    const of = (actor: typeof SUPERVISOR) =>
      state.record.corrections.map((it) => correctionActionsFor(it, state, { at: AT, actor }));
    expect(of({ ...WORKER, centre: 'loop-onsite' } as typeof SUPERVISOR)).toEqual([['reject']]);
    expect(of(SUPERVISOR)).toEqual([['approve', 'reject']]);
  });
});
