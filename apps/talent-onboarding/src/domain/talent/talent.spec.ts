import { ERASED } from '@talentloop/event-sourcing';
import { AT, itFollowsItsExemplars, specOf } from '@talentloop/testing';
import type { TalentCommand } from './commands';
import type { TalentChanges } from '../values/details';
import { draftUntilFrom } from '../values/draft-expiry';
import { talent } from './talent';
import * as example from './exemplars';

const { given } = specOf(talent);
const { registered, registration, DRAFT_UNTIL } = example;
const register: TalentCommand = { type: 'RegisterTalent', data: registration };
const update = (changes: TalentChanges): TalentCommand => ({
  type: 'UpdateDetails',
  data: { changes },
});
const LATER = '2026-03-10T00:00:00.000Z';

itFollowsItsExemplars(talent, example.talentExemplars);

describe('registering', () => {
  it('keeps what somebody tells of themselves, for 90 days', () => {
    given().when(register).then(registered).againNothing();
  });

  it('needs neither reference, client, scheme, phone nor household', () => {
    const { reference: _r, client: _c, scheme: _s, phone: _p, ...bare } = registration;
    const data = { ...bare, household: [], needs: [] };
    given().when({ type: 'RegisterTalent', data }).thenTypes('TalentRegistered').againNothing();
  });

  it('answers the same registration with nothing, after later changes too', () => {
    given(registered, {
      type: 'DetailsUpdated',
      data: { changes: { phone: '+85290000000' }, draftUntil: DRAFT_UNTIL },
    })
      .when(register)
      .thenNothing();
  });

  it('refuses the same reference with another body', () => {
    given(registered)
      .when({ type: 'RegisterTalent', data: { ...registration, nationality: 'DE' } })
      .thenRefused('reference-already-registered');
  });

  it('cannot compare what was erased, so it refuses', () => {
    given({
      type: 'TalentRegistered',
      data: { ...registration, name: ERASED, draftUntil: DRAFT_UNTIL },
    })
      .when(register)
      .thenRefused('reference-already-registered');
  });

  it('refuses somebody born tomorrow, by the local day', () => {
    const data = { ...registration, birthDate: '2026-03-03' };
    given().when({ type: 'RegisterTalent', data }).thenRefused('birth-date-in-future');
    given()
      .when({ type: 'RegisterTalent', data }, { at: '2026-03-02T16:00:00.000Z' })
      .thenTypes('TalentRegistered');
  });

  it('refuses a child born tomorrow', () => {
    const household = registration.household.map((it) => ({ ...it, birthDate: '2026-03-03' }));
    given()
      .when({ type: 'RegisterTalent', data: { ...registration, household } })
      .thenRefused('birth-date-in-future');
  });

  it('refuses a need of accommodation without its details', () => {
    const { accommodation: _, ...data } = registration;
    given().when({ type: 'RegisterTalent', data }).thenRefused('accommodation-details-missing');
  });

  it('refuses a stay that ends before it begins', () => {
    given()
      .when({
        type: 'RegisterTalent',
        data: {
          ...registration,
          accommodation: { kind: 'hotel', from: '2026-04-02', to: '2026-04-02', guests: 1 },
        },
      })
      .thenRefused('accommodation-dates-reversed');
  });

  it('is the only command that an unknown person gets', () => {
    given().when({ type: 'SubmitApplication', data: {} }).thenRefused('talent-not-found');
  });
});

describe('updating details', () => {
  it('records only what differs, and the draft lasts 90 days from then', () => {
    given(registered)
      .when(update({ phone: '+85290000000', nationality: 'FR' }), { at: LATER })
      .then({
        type: 'DetailsUpdated',
        data: { changes: { phone: '+85290000000' }, draftUntil: draftUntilFrom(LATER) },
      })
      .againNothing()
      .thenState((state) =>
        expect(state).toMatchObject({
          status: 'draft',
          draftUntil: draftUntilFrom(LATER),
          record: { details: { phone: '+85290000000', email: registration.email } },
        }),
      );
  });

  it('keeps the id of a household member who is known already', () => {
    const household = [
      { memberId: 'new-1', relation: 'spouse', name: 'Example Spouse', birthDate: '1991-01-01' },
      ...registration.household.map((child) => ({ ...child, memberId: 'new-2' })),
    ] as const;
    given(registered)
      .when(update({ household }))
      .thenState((state) =>
        expect(state).toMatchObject({
          record: { details: { household: [{ memberId: 'new-1' }, { memberId: 'member-1' }] } },
        }),
      )
      .againNothing();
  });

  it('refuses a new need of accommodation without its details', () => {
    const { accommodation: _, ...bare } = registration;
    const data = { ...bare, needs: [], draftUntil: DRAFT_UNTIL };
    given({ type: 'TalentRegistered', data })
      .when(update({ needs: ['accommodation'] }))
      .thenRefused('accommodation-details-missing');
  });

  it('is for drafts only', () => {
    given(...example.historyOf.submitted)
      .when(update({ nationality: 'DE' }))
      .thenRefused('not-a-draft');
  });
});

describe('a draft that nobody touches', () => {
  const expire: TalentCommand = { type: 'ExpireTalent', data: { due: DRAFT_UNTIL } };

  it('expires at its instant, once', () => {
    given(registered).when(expire, { at: DRAFT_UNTIL }).then(example.expired).againNothing();
  });

  it('does not expire early, whatever the poller thought', () => {
    given(registered).when(expire, { at: AT }).thenRefused('not-due');
  });

  it('does not expire at the old due time once it was touched', () => {
    given(registered, {
      type: 'DetailsUpdated',
      data: { changes: {}, draftUntil: draftUntilFrom(LATER) },
    })
      .when(expire, { at: DRAFT_UNTIL })
      .thenRefused('not-due');
  });

  it('does not expire once submitted', () => {
    given(...example.historyOf.submitted)
      .when(expire, { at: '2027-01-01T00:00:00.000Z' })
      .thenRefused('not-a-draft');
  });

  it('is over at its instant, whether or not the expiry was written', () => {
    given(...example.historyOf.draft)
      .when({ type: 'SubmitApplication', data: {} }, { at: DRAFT_UNTIL })
      .thenRefused('not-a-draft');
  });
});
