import { specOf } from '@talentloop/testing';
import { accommodationRequest } from './accommodation-request';
import type { RefuseRequest, RequestAccommodation, RequestCommand } from './commands';
import {
  asked,
  assessed,
  declined,
  facts,
  lives,
  provided,
  ref,
  refused,
  requested,
  started,
  submitted,
  waitlisted,
} from './request.fixtures';

const { given } = specOf(accommodationRequest);

const asking = (over: Partial<RequestAccommodation['data']> = {}): RequestAccommodation => ({
  type: 'RequestAccommodation',
  data: { ...facts, talentHasLeft: false, ...over },
});
const submit: RequestCommand = { type: 'SubmitRequest', data: {} };
const start: RequestCommand = { type: 'StartAssessment', data: {} };
const ask = (message = 'Please send it.'): RequestCommand => ({
  type: 'RequestInformation',
  data: { items: ['contract'], message },
});
const answer: RequestCommand = { type: 'ProvideInformation', data: { message: 'Here it is.' } };
const assess: RequestCommand = { type: 'AssessRequest', data: { reason: 'All papers are here.' } };
const waitlist: RequestCommand = { type: 'WaitlistRequest', data: { reason: 'No unit is free.' } };
const refuse = (code: RefuseRequest['data']['code'] = 'criteria-not-met'): RequestCommand => ({
  type: 'RefuseRequest',
  data: { code, reason: 'Lives ten minutes away.' },
});

describe('a request', () => {
  it('begins as a draft', () => {
    given().when(asking()).then(requested);
    given(requested).when(asking()).thenRefused('already-requested');
    given().when(submit).thenRefused('not-requested');
  });

  it('is not made of impossible nights, nor for who has left', () => {
    given()
      .when(asking({ to: facts.from }))
      .thenRefused('dates-out-of-order');
    given()
      .when(asking({ to: '2032-01-01' }))
      .thenRefused('stay-too-long');
    given()
      .when(asking({ talentHasLeft: true }))
      .thenRefused('talent-has-left');
  });

  it('is submitted once', () => {
    given(...lives.draft)
      .when(submit)
      .then(submitted)
      .againNothing();
    given(...lives.assessed)
      .when(submit)
      .thenRefused('not-a-draft');
  });
});

describe('its assessment', () => {
  it('starts when it was submitted', () => {
    given(...lives.submitted)
      .when(start)
      .then(started)
      .againNothing();
    given(...lives.draft)
      .when(start)
      .thenRefused('not-submitted');
  });

  it('may ask for information, which brings it back to the assessment', () => {
    given(...lives.submitted)
      .when(ask())
      .then(asked)
      .againNothing();
    given(...lives['information-requested'])
      .when(answer)
      .then(provided)
      .againNothing();
    given(...lives['information-requested'])
      .when(ask('Something else.'))
      .thenRefused('information-already-requested');
    given(...lives['eligibility-check'])
      .when(answer)
      .thenRefused('no-information-requested');
    given(...lives.assessed)
      .when(ask())
      .thenRefused('not-under-assessment');
  });

  it('gives points, each with the rule behind it, and says what the policy saw', () => {
    given(...lives['eligibility-check'])
      .when(assess)
      .then({
        type: 'RequestAssessed',
        reason: 'All papers are here.',
        data: {
          ...ref,
          points: 90,
          explanation: [
            { rule: 'eligible', points: 10 },
            { rule: 'arrives-soon', points: 20 },
            { rule: 'comes-from-overseas', points: 15 },
            { rule: 'brings-a-household', points: 10 },
            { rule: 'needs-accessibility', points: 25 },
            { rule: 'works-for-a-tenant', points: 10 },
          ],
        },
        policy: {
          name: 'accommodation-points',
          version: '1',
          inputs: {
            guests: 2,
            nights: 10,
            leadDays: 8,
            origin: 'overseas',
            sponsored: true,
            accessibility: true,
          },
          fired: [
            'eligible',
            'arrives-soon',
            'comes-from-overseas',
            'brings-a-household',
            'needs-accessibility',
            'works-for-a-tenant',
          ],
          outcome: '90 points',
        },
      })
      .againNothing();
  });

  it('starts and ends at once straight after submission', () => {
    given(...lives.submitted)
      .when(assess)
      .thenTypes('AssessmentStarted', 'RequestAssessed');
    given(...lives['information-requested'])
      .when(assess)
      .thenRefused('not-under-assessment');
  });

  it('is not possible of what is erased, but for what is left', () => {
    given(
      { type: 'AccommodationRequested', data: { ...facts, preferences: { erased: true } } },
      submitted,
    )
      .when(assess)
      .thenState((state) => expect(state).toMatchObject({ assessment: { points: 65 } }));
  });
});

describe('its decision', () => {
  it.each([
    'submitted',
    'eligibility-check',
    'information-requested',
    'assessed',
    'waitlisted',
  ] as const)('may be a refusal with a code from %s', (status) => {
    given(...lives[status])
      .when(refuse())
      .then({ ...refused, reason: 'Lives ten minutes away.' })
      .againNothing();
  });

  it('stands', () => {
    given(...lives.refused)
      .when(refuse('other'))
      .thenRefused('already-decided');
    given(...lives.booked)
      .when(refuse())
      .thenRefused('already-decided');
    given(...lives.draft)
      .when(refuse())
      .thenRefused('not-submitted');
  });

  it('may be the waiting list, with the points it had', () => {
    given(...lives.assessed)
      .when(waitlist)
      .then({ ...waitlisted, reason: 'No unit is free.' })
      .againNothing();
    given(...lives.offered, declined)
      .when(waitlist)
      .thenTypes('RequestWaitlisted');
    given(...lives.submitted)
      .when(waitlist)
      .thenRefused('not-assessed');
    given(...lives.submitted, started, assessed)
      .when(waitlist)
      .thenTypes('RequestWaitlisted');
  });
});
