import { alreadySo, reject } from '@talentloop/event-sourcing';
import { localDay } from '@talentloop/locale';
import type { RequestEventOf } from '../events';
import { pointsFor, pointsInputsOf } from '../policies/points';
import { type MadeRequest, refOf, sameInformation } from '../state';
import type { RequestDecision, RequestRules } from './guards';

/** From the draft to the decision, without what an offer needs. */
export const assessing: RequestRules<
  | 'SubmitRequest'
  | 'StartAssessment'
  | 'RequestInformation'
  | 'ProvideInformation'
  | 'AssessRequest'
  | 'RefuseRequest'
  | 'WaitlistRequest'
> = {
  SubmitRequest: (_, state) => {
    if (state.status === 'submitted') return alreadySo;
    if (state.status !== 'draft') return reject('not-a-draft');
    return [{ type: 'RequestSubmitted', data: refOf(state) }];
  },
  StartAssessment: (_, state) => {
    if (state.status === 'eligibility-check') return alreadySo;
    if (state.status !== 'submitted') return reject('not-submitted');
    return [{ type: 'AssessmentStarted', data: refOf(state) }];
  },
  RequestInformation: (data, state) => {
    if (state.status === 'information-requested')
      return sameInformation(state.informationRequest, data)
        ? alreadySo
        : reject('information-already-requested');
    if (state.status !== 'submitted' && state.status !== 'eligibility-check')
      return reject('not-under-assessment');
    return [{ type: 'InformationRequested', data: { ...refOf(state), ...data } }];
  },
  ProvideInformation: (data, state) => {
    const isProvided =
      state.status === 'eligibility-check' &&
      state.provided !== undefined &&
      sameInformation(state.provided, data);
    if (isProvided) return alreadySo;
    if (state.status !== 'information-requested') return reject('no-information-requested');
    return [{ type: 'InformationProvided', data: { ...refOf(state), ...data } }];
  },
  /** Straight from submission too: then the assessment starts and ends at once. */
  AssessRequest: ({ reason }, state, { at }) => {
    if (state.status === 'assessed') return alreadySo;
    if (state.status !== 'submitted' && state.status !== 'eligibility-check')
      return reject('not-under-assessment');
    const { policy, ...given } = pointsFor(pointsInputsOf(state, localDay(at)));
    const data = { ...refOf(state), ...given };
    const assessed: RequestEventOf<'RequestAssessed'> = {
      type: 'RequestAssessed',
      data,
      reason,
      policy,
    };
    if (state.status === 'eligibility-check') return [assessed];
    return [{ type: 'AssessmentStarted', data: refOf(state) }, assessed];
  },
  RefuseRequest: ({ code, reason }, state) => refuse(state, code, reason),
  WaitlistRequest: ({ reason }, state) => {
    if (state.status === 'waitlisted') return alreadySo;
    if (state.status !== 'assessed') return reject('not-assessed');
    const { points } = state.assessment;
    return [{ type: 'RequestWaitlisted', data: { ...refOf(state), points }, reason }];
  },
};

const refuse = (state: MadeRequest, code: string, reason: string): RequestDecision => {
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
      return state.refusal === code ? alreadySo : reject('already-decided');
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
