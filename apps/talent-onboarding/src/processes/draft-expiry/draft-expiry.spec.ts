import { recorded, tableOf } from '@talentloop/testing';
import type { TalentEvent } from '../../domain/talent/events';
import * as example from '../../domain/talent/exemplars';
import { draftExpiry } from './draft-expiry';

const stream = `talent-${example.TALENT_ID}`;
const rowAfter = (...events: readonly TalentEvent[]) =>
  tableOf(
    draftExpiry.readModel,
    events.map((event, revision) => recorded(stream, event, { revision })),
  ).get(example.TALENT_ID);
const LATER = '2026-06-20T00:00:00.000Z';

describe('the expiry of a draft', () => {
  it('is due 90 days after the last touch', () => {
    expect(rowAfter(example.registered)).toEqual({ dueAt: example.DRAFT_UNTIL });
    const touched: TalentEvent = {
      type: 'ConsentWithdrawn',
      data: { consentId: 'c1', draftUntil: LATER },
    };
    expect(rowAfter(example.registered, example.consentGiven, touched)).toEqual({ dueAt: LATER });
  });

  it('is off once the draft is none', () => {
    const { historyOf, submitted, withdrawn, expired, documentVerified } = example;
    for (const end of [submitted, withdrawn, expired])
      expect(rowAfter(...historyOf.draft, end)).toBeUndefined();
    expect(rowAfter(...historyOf.draft, submitted, documentVerified)).toBeUndefined();
  });

  it('asks the talent to expire for that moment', () =>
    expect(draftExpiry.fire({ dueAt: LATER }, example.TALENT_ID)).toEqual({
      category: 'talent',
      id: example.TALENT_ID,
      command: { type: 'ExpireTalent', data: { due: LATER } },
    }));
});
