import { specOf } from '@talentloop/testing';
import { accommodationRequest } from './accommodation-request';
import type { RefusalCode, RequestCommand, RequestCommandData } from './commands';
import {
  assessed,
  declined,
  facts,
  histories,
  informationProvided,
  informationRequested,
  reason,
  refused,
  requested,
  started,
  submitted,
  waitlisted,
} from './exemplars';

const { given } = specOf(accommodationRequest);

const request = (
  over: Partial<RequestCommandData['RequestAccommodation']> = {},
): RequestCommand => ({
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
const assess: RequestCommand = { type: 'AssessRequest', data: { reason } };
const waitlist: RequestCommand = { type: 'WaitlistRequest', data: { reason } };
const refuse = (code: RefusalCode = 'criteria-not-met'): RequestCommand => ({
  type: 'RefuseRequest',
  data: { code, reason },
});

describe('a request', () => {
  it('begins as a draft', () => {
    given().when(request()).then(requested);
    given(requested).when(request()).thenRefused('already-requested');
    given().when(submit).thenRefused('not-requested');
  });

  it('is not made of impossible nights, nor for a talent who has left', () => {
    given()
      .when(request({ to: facts.from }))
      .thenRefused('dates-out-of-order');
    given()
      .when(request({ to: '2032-01-01' }))
      .thenRefused('stay-too-long');
    given()
      .when(request({ talentHasLeft: true }))
      .thenRefused('talent-has-left');
  });

  it('is submitted once', () => {
    given(...histories.draft)
      .when(submit)
      .then(submitted)
      .againNothing();
    given(...histories.assessed)
      .when(submit)
      .thenRefused('not-a-draft');
  });
});

describe('its assessment', () => {
  it('starts when it was submitted', () => {
    given(...histories.submitted)
      .when(start)
      .then(started)
      .againNothing();
    given(...histories.draft)
      .when(start)
      .thenRefused('not-submitted');
  });

  it('may ask for information, which brings it back to the assessment', () => {
    given(...histories.submitted)
      .when(ask())
      .then(informationRequested)
      .againNothing();
    given(...histories['information-requested'])
      .when(answer)
      .then(informationProvided)
      .againNothing();
    given(...histories['information-requested'])
      .when(ask('Something else.'))
      .thenRefused('information-already-requested');
    given(...histories['eligibility-check'])
      .when(answer)
      .thenRefused('no-information-requested');
    given(...histories.assessed)
      .when(ask())
      .thenRefused('not-under-assessment');
  });

  it('gives points, each with the rule behind it, and says what the policy saw', () => {
    given(...histories['eligibility-check'])
      .when(assess)
      .then(assessed)
      .againNothing();
  });

  it('starts and ends at once straight after submission', () => {
    given(...histories.submitted)
      .when(assess)
      .thenTypes('AssessmentStarted', 'RequestAssessed');
    given(...histories['information-requested'])
      .when(assess)
      .thenRefused('not-under-assessment');
  });

  it('gives no points for what is erased', () => {
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
    given(...histories[status])
      .when(refuse())
      .then(refused)
      .againNothing();
  });

  it('stands', () => {
    given(...histories.refused)
      .when(refuse('other'))
      .thenRefused('already-decided');
    given(...histories.booked)
      .when(refuse())
      .thenRefused('already-decided');
    given(...histories.draft)
      .when(refuse())
      .thenRefused('not-submitted');
  });

  it('may be the waiting list, with the points it had', () => {
    given(...histories.assessed)
      .when(waitlist)
      .then(waitlisted)
      .againNothing();
    given(...histories.offered, declined)
      .when(waitlist)
      .thenTypes('RequestWaitlisted');
    given(...histories.submitted)
      .when(waitlist)
      .thenRefused('not-assessed');
    given(...histories.submitted, started, assessed)
      .when(waitlist)
      .thenTypes('RequestWaitlisted');
  });
});
