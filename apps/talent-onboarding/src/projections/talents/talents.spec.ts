import { ERASED } from '@talentloop/event-sourcing';
import { recorded, tableOf } from '@talentloop/testing';
import type { TalentEvent } from '../../domain/talent/events';
import { talent } from '../../domain/talent/talent';
import * as example from '../../domain/talent/exemplars';
import { talents } from './talents';

const stream = `talent-${example.TALENT_ID}`;
const LATER = '2026-03-04T00:00:00.000Z';
const rowAfter = (...events: readonly TalentEvent[]) =>
  tableOf(
    talents,
    events.map((event, revision) =>
      recorded(stream, event, { revision, ...(revision > 0 && { at: LATER }) }),
    ),
  ).get(example.TALENT_ID);

describe('the list of talents', () => {
  it('carries every scalar of a person', () =>
    expect(rowAfter(example.registered)).toEqual({
      id: example.TALENT_ID,
      status: 'draft',
      centre: 'loop-onsite',
      client: 'portal',
      reference: 'ref-1',
      name: { full: 'Example Person', native: '例子' },
      birthDate: '1990-05-17',
      nationality: 'FR',
      origin: 'overseas',
      email: 'person@example.org',
      phone: '+33123456789',
      preferredLanguage: 'en',
      scheme: 'TTPS-B',
      draftUntil: example.DRAFT_UNTIL,
      revision: 0,
      createdAt: '2026-03-02T02:00:00.000Z',
      updatedAt: '2026-03-02T02:00:00.000Z',
      correlationId: '00000000-0000-4000-8000-00000000c0de',
      searchName: 'example person\n例子',
    }));

  it.each(Object.entries(example.historyOf))('says %s as the decider does', (status, history) => {
    expect(history.reduce(talent.evolve, talent.initialState).status).toBe(status);
    expect(rowAfter(...history)).toMatchObject({
      status,
      revision: history.length - 1,
      updatedAt: LATER,
    });
  });

  it('follows changes and approved corrections', () => {
    const changed: TalentEvent = {
      type: 'DetailsUpdated',
      data: {
        changes: { name: { full: 'Other Name' }, needs: [] },
        draftUntil: example.DRAFT_UNTIL,
      },
    };
    const corrected: TalentEvent = {
      type: 'CorrectionApproved',
      data: { correctionId: 'k', changes: { phone: '+1' }, approvedBy: 'a', checklist: [] },
    };
    const row = rowAfter(example.registered, changed, corrected);
    expect(row).toMatchObject({
      name: { full: 'Other Name' },
      searchName: 'other name\n',
      phone: '+1',
      revision: 2,
    });
    expect(row).not.toHaveProperty('needs');
  });

  it('finds nobody by an erased name', () =>
    expect(
      rowAfter({
        type: 'TalentRegistered',
        data: { ...example.registration, name: ERASED, draftUntil: example.DRAFT_UNTIL },
      }),
    ).toMatchObject({ searchName: '', name: ERASED }));

  it('says why somebody was refused', () =>
    expect(rowAfter(...example.historyOf.refused)).toMatchObject({
      refusalCode: 'criteria-not-met',
    }));

  it('says when somebody left', () =>
    expect(rowAfter(...example.historyOf.departed)).toMatchObject({ departedOn: '2026-03-01' }));
});
