import { specOf } from '@talentloop/testing';
import { SUPERVISOR } from '../values/exemplary-actors';
import type { TalentCommand, TalentCommandData } from './commands';
import { talent } from './talent';
import * as example from './exemplars';

const { given } = specOf(talent);
const { historyOf } = example;
const SINCE = '2026-01-01T00:00:00.000Z';
const request = (data: Partial<TalentCommandData['RequestCorrection']> = {}): TalentCommand => ({
  type: 'RequestCorrection',
  data: {
    correctionId: 'k1',
    changes: { origin: 'mainland' },
    effectiveAt: SINCE,
    reason: 'typed wrongly',
    ...data,
  },
});
const approve: TalentCommand = { type: 'ApproveCorrection', data: { correctionId: 'k1' } };
const turnDown: TalentCommand = {
  type: 'RejectCorrection',
  data: { correctionId: 'k1', reason: 'no proof' },
};
const requested = {
  type: 'CorrectionRequested',
  data: { correctionId: 'k1', changes: { origin: 'mainland' }, requestedBy: 'worker-1' },
  effectiveAt: SINCE,
  reason: 'typed wrongly',
} as const;
const rejected = {
  type: 'CorrectionRejected',
  data: { correctionId: 'k1', rejectedBy: 'worker-1' },
  reason: 'no proof',
} as const;
const approved = {
  type: 'CorrectionApproved',
  data: {
    correctionId: 'k1',
    changes: { origin: 'mainland' },
    approvedBy: 'supervisor-1',
    checklist: [],
  },
} as const;

describe('a correction', () => {
  it('is requested after submission, with what differs and since when', () => {
    given(...historyOf.active)
      .when(request({ changes: { origin: 'mainland', nationality: 'FR' } }))
      .then(requested)
      .againNothing();
  });

  it('is made when a second person approves, and what is asked is derived anew', () => {
    given(...historyOf.submitted, requested)
      .when(approve, { actor: SUPERVISOR })
      .then({
        ...approved,
        data: {
          ...approved.data,
          checklist: expect.arrayContaining([{ item: 'eep', why: 'from-the-mainland' }]),
        },
        effectiveAt: SINCE,
        policy: expect.objectContaining({ name: 'checklist' }),
      })
      .againNothing()
      .thenState((state) =>
        expect(state).toMatchObject({
          record: { details: { origin: 'mainland' }, corrections: [{ status: 'approved' }] },
        }),
      );
  });

  it('is not approved by the person who asked for it', () => {
    given(...historyOf.submitted, requested)
      .when(approve)
      .thenRefused('four-eyes');
  });

  it('is rejected with a reason', () => {
    given(...historyOf.submitted, requested)
      .when(turnDown)
      .then(rejected)
      .againNothing();
    given(...historyOf.submitted, requested, rejected)
      .when(approve, { actor: SUPERVISOR })
      .thenRefused('correction-decided');
    given(...historyOf.submitted, requested, approved)
      .when(turnDown)
      .thenRefused('correction-decided');
  });

  it('is refused of a draft, of the ended and of the unknown', () => {
    given(...historyOf.draft)
      .when(request())
      .thenRefused('still-a-draft');
    given(...historyOf.departed)
      .when(request())
      .thenRefused('application-ended');
    given(...historyOf.active)
      .when(approve)
      .thenRefused('correction-not-found');
  });

  it('corrects something that really is otherwise, and is so already', () => {
    given(...historyOf.active)
      .when(request({ changes: { origin: 'overseas' } }))
      .thenRefused('nothing-to-correct');
    given(...historyOf.active)
      .when(request({ effectiveAt: '2026-03-02T02:00:00.001Z' }))
      .thenRefused('effective-at-in-future');
    given(...historyOf.active)
      .when(request({ changes: { birthDate: '2030-01-01' } }))
      .thenRefused('birth-date-in-future');
  });

  it('has a limit', () => {
    const many = Array.from({ length: 100 }, (_, i) => ({
      ...requested,
      data: { ...requested.data, correctionId: `many-${i}` },
    }));
    given(...historyOf.active, ...many)
      .when(request())
      .thenRefused('limit-reached');
  });
});
