import { type DecisionContext, reject } from '@talentloop/event-sourcing';
import { assess } from '../assessment/points';
import { dayOf, nightsBetween } from '../days';
import type {
  AssessRequest,
  IntakeCommand,
  ProvideInformation,
  RefuseRequest,
  RequestAccommodation,
  RequestInformation,
  WaitlistRequest,
} from './commands';
import {
  factsOf,
  type MadeRequest,
  refOf,
  type RequestDecision,
  sameInformation,
} from './request-state';

/** Longer than any admission lasts: a limit, so that no table of nights is unbounded. */
export const NIGHTS_MAX = 1_830;

export const requestAccommodation = ({
  talentHasLeft,
  ...facts
}: RequestAccommodation['data']): RequestDecision => {
  if (facts.from >= facts.to) return reject('dates-out-of-order');
  if (nightsBetween(facts.from, facts.to) > NIGHTS_MAX) return reject('stay-too-long');
  if (talentHasLeft) return reject('talent-has-left');
  return [{ type: 'AccommodationRequested', data: factsOf(facts) }];
};

export const decideIntake = (
  state: MadeRequest,
  command: IntakeCommand,
  context: DecisionContext,
): RequestDecision => {
  switch (command.type) {
    case 'SubmitRequest':
      return submit(state);
    case 'StartAssessment':
      return start(state);
    case 'RequestInformation':
      return ask(state, command.data);
    case 'ProvideInformation':
      return answer(state, command.data);
    case 'AssessRequest':
      return assessRequest(state, command.data, context);
    case 'RefuseRequest':
      return refuse(state, command.data);
    case 'WaitlistRequest':
      return waitlist(state, command.data);
  }
};

const submit = (state: MadeRequest): RequestDecision => {
  if (state.status === 'submitted') return [];
  if (state.status !== 'draft') return reject('not-a-draft');
  return [{ type: 'RequestSubmitted', data: refOf(state) }];
};

const start = (state: MadeRequest): RequestDecision => {
  if (state.status === 'eligibility-check') return [];
  if (state.status !== 'submitted') return reject('not-submitted');
  return [{ type: 'AssessmentStarted', data: refOf(state) }];
};

const ask = (state: MadeRequest, asked: RequestInformation['data']): RequestDecision => {
  if (state.status === 'information-requested')
    return sameInformation(state.asked, asked) ? [] : reject('information-already-requested');
  if (state.status !== 'submitted' && state.status !== 'eligibility-check')
    return reject('not-under-assessment');
  return [{ type: 'InformationRequested', data: { ...refOf(state), ...asked } }];
};

const answer = (state: MadeRequest, provided: ProvideInformation['data']): RequestDecision => {
  const isSame =
    state.status === 'eligibility-check' &&
    state.provided !== undefined &&
    sameInformation(state.provided, provided);
  if (isSame) return [];
  if (state.status !== 'information-requested') return reject('no-information-requested');
  return [{ type: 'InformationProvided', data: { ...refOf(state), ...provided } }];
};

/** Straight from submission too: then the assessment starts and ends at once. */
const assessRequest = (
  state: MadeRequest,
  { reason }: AssessRequest['data'],
  { at }: DecisionContext,
): RequestDecision => {
  if (state.status === 'assessed') return [];
  if (state.status !== 'submitted' && state.status !== 'eligibility-check')
    return reject('not-under-assessment');
  const { policy, ...result } = assess(state, dayOf(at));
  const assessed = {
    type: 'RequestAssessed',
    data: { ...refOf(state), ...result },
    reason,
    policy,
  } as const;
  if (state.status === 'eligibility-check') return [assessed];
  return [{ type: 'AssessmentStarted', data: refOf(state) }, assessed];
};

const refuse = (state: MadeRequest, { code, reason }: RefuseRequest['data']): RequestDecision => {
  switch (state.status) {
    case 'draft':
      return reject('not-submitted');
    case 'submitted':
    case 'eligibility-check':
    case 'information-requested':
    case 'assessed':
    case 'waitlisted':
      return [{ type: 'RequestRefused', data: { ...refOf(state), code }, reason }];
    case 'refused':
      return state.refusal === code ? [] : reject('already-decided');
    case 'offered':
    case 'accepted':
    case 'booked':
    case 'checked-in':
    case 'departed':
    case 'withdrawn':
    case 'no-show':
    case 'cancelled':
      return reject('already-decided');
  }
};

const waitlist = (state: MadeRequest, { reason }: WaitlistRequest['data']): RequestDecision => {
  if (state.status === 'waitlisted') return [];
  if (state.status !== 'assessed') return reject('not-assessed');
  const { points } = state.assessment;
  return [{ type: 'RequestWaitlisted', data: { ...refOf(state), points }, reason }];
};
