import { specOf } from '@talentloop/testing';
import type { TalentCommand } from './commands';
import { SUPERVISOR } from '../values/exemplary-actors';
import { talent } from './talent';
import * as example from './exemplars';

const { given } = specOf(talent);
const { historyOf, SCOPE } = example;
const bySupervisor = { actor: SUPERVISOR };
const approve: TalentCommand = { type: 'ApproveTalent', data: {} };
const refuse: TalentCommand = {
  type: 'RefuseTalent',
  data: { code: 'criteria-not-met', reason: 'no degree' },
};
const plain = (type: 'ActivateTalent' | 'ReinstateTalent'): TalentCommand => ({ type, data: {} });
const suspend: TalentCommand = { type: 'SuspendTalent', data: { reason: 'leave' } };
const depart = (on: string): TalentCommand => ({ type: 'RecordDeparture', data: { on } });
const withdraw: TalentCommand = { type: 'WithdrawApplication', data: { reason: 'changed plans' } };

describe('approving', () => {
  it('says what is needed now, by whom and why', () => {
    given(...historyOf.verified)
      .when(approve, bySupervisor)
      .then({
        type: 'TalentApproved',
        data: {
          ...SCOPE,
          approvedBy: 'supervisor-1',
          needs: ['accommodation', 'schooling'],
          accommodation: { kind: 'hotel', from: '2026-04-01', to: '2026-04-15', guests: 2 },
        },
        policy: {
          name: 'admission',
          version: '2026-01',
          inputs: {
            scheme: 'TTPS-B',
            documents: [expect.objectContaining({ documentId: 'd1', status: 'verified' })],
            decidedBy: 'supervisor-1',
            verifiedBy: 'worker-1',
          },
          fired: ['four-eyes'],
          outcome: 'approved',
        },
      })
      .againNothing();
  });

  it('is not for the verifier', () => {
    given(...historyOf.verified)
      .when(approve)
      .thenRefused('four-eyes');
  });

  it('is for the verified', () => {
    given(...historyOf.screening)
      .when(approve, bySupervisor)
      .thenRefused('not-verified');
  });

  it('leaves out accommodation that nobody needs any more', () => {
    given(...historyOf.verified, {
      type: 'CorrectionApproved',
      data: { correctionId: 'x', changes: { needs: [] }, approvedBy: 'a', checklist: [] },
    })
      .when(approve, bySupervisor)
      .then({
        ...example.approved,
        data: { ...SCOPE, approvedBy: 'supervisor-1', needs: [] },
      });
  });
});

describe('refusing', () => {
  it.each(['submitted', 'screening', 'information-requested', 'verified'] as const)(
    'is possible while %s, with a code and a reason',
    (status) => {
      given(...historyOf[status])
        .when(refuse, bySupervisor)
        .then({ ...example.refused, policy: expect.objectContaining({ outcome: 'refused' }) })
        .againNothing();
    },
  );

  it('is refused before submission and after a decision', () => {
    given(...historyOf.draft)
      .when(refuse)
      .thenRefused('not-submitted');
    given(...historyOf.active)
      .when(refuse)
      .thenRefused('already-decided');
    given(...historyOf.withdrawn)
      .when(refuse)
      .thenRefused('application-ended');
    given(...historyOf.refused)
      .when({ type: 'RefuseTalent', data: { code: 'other', reason: 'no degree' } })
      .thenRefused('already-decided');
  });
});

describe('the stay', () => {
  it('begins with activation', () => {
    given(...historyOf.approved)
      .when(plain('ActivateTalent'))
      .then(example.activated)
      .againNothing();
    given(...historyOf.verified)
      .when(plain('ActivateTalent'))
      .thenRefused('not-approved');
    given(...historyOf.suspended)
      .when(plain('ActivateTalent'))
      .thenRefused('not-approved');
  });

  it('is suspended and reinstated', () => {
    given(...historyOf.active)
      .when(suspend)
      .then(example.suspended)
      .againNothing();
    given(...historyOf.suspended)
      .when(plain('ReinstateTalent'))
      .then(example.reinstated)
      .againNothing();
    given(...historyOf.approved)
      .when(suspend)
      .thenRefused('not-active');
    given(...historyOf.approved)
      .when(plain('ReinstateTalent'))
      .thenRefused('not-suspended');
  });

  it('ends with departure on a day', () => {
    for (const status of ['active', 'suspended'] as const)
      given(...historyOf[status])
        .when(depart('2026-03-01'))
        .then(example.departed)
        .againNothing();
    given(...historyOf.departed)
      .when(depart('2026-03-09'))
      .thenRefused('already-departed');
    given(...historyOf.approved)
      .when(depart('2026-03-01'))
      .thenRefused('not-active');
  });
});

describe('withdrawing', () => {
  const until = [
    'draft',
    'submitted',
    'screening',
    'information-requested',
    'verified',
    'approved',
  ];
  it('is possible before somebody is active, and not after', () => {
    for (const [status, history] of Object.entries(historyOf)) {
      const outcome = given(...history).when(withdraw);
      if (until.includes(status)) outcome.then(example.withdrawn).againNothing();
      else if (status === 'withdrawn') outcome.thenNothing();
      else if (status === 'active' || status === 'suspended')
        outcome.thenRefused('already-decided');
      else outcome.thenRefused('application-ended');
    }
  });
});

describe('what other services report', () => {
  const linked = { caseId: 'case-1', number: 'SC-1', caseType: 'onboarding', caseCentre: 'online' };

  it('links a case once, and again when it moves', () => {
    given(...historyOf.draft)
      .when({ type: 'LinkCase', data: linked })
      .then({ type: 'CaseLinked', data: linked })
      .againNothing();
    given(...historyOf.draft, { type: 'CaseLinked', data: linked })
      .when({ type: 'LinkCase', data: { ...linked, caseCentre: 'loop-onsite' } })
      .thenState((state) =>
        expect(state).toMatchObject({
          record: { cases: [{ caseId: 'case-1', caseCentre: 'loop-onsite' }] },
        }),
      );
  });

  it('satisfies an item once', () => {
    given(...historyOf.active)
      .when({ type: 'SatisfyChecklistItem', data: { item: 'housed', requestId: 'r1' } })
      .then({ type: 'ChecklistItemSatisfied', data: { item: 'housed', requestId: 'r1' } })
      .againNothing();
  });
});
