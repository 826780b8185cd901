import type { ViewContext } from '@talentloop/http';
import type { Language } from '@talentloop/locale';
import { pointsInWords } from '../domain/accommodation-request/policies/points';
import type { Assessment, MadeRequest } from '../domain/accommodation-request/state';

const assessmentView = (assessment: Assessment, language: Language) => {
  const { points, explanation, reason, policy } = assessment;
  return {
    eligible: true,
    points,
    explanation: explanation.map((given) => ({
      ...given,
      because: pointsInWords(given, language),
    })),
    ...(reason !== undefined && { reason }),
    ...(policy !== undefined && { policy }),
  };
};

/** What callers see of where the request stands. */
const progressOf = (state: MadeRequest): object => {
  switch (state.status) {
    case 'information-requested': {
      const { items, message } = state.informationRequest;
      return { informationRequest: { items, message } };
    }
    case 'eligibility-check':
      return providedView(state);
    case 'offered':
    case 'accepted': {
      const { unitId, expiresAt } = state.offer;
      return { offer: { unitId, expiresAt } };
    }
    case 'refused':
      return { refusalCode: state.refusal };
    case 'booked':
    case 'no-show':
    case 'cancelled':
      return stayView(state);
    case 'checked-in':
      return { ...stayView(state), arrivedAt: state.arrivedAt };
    case 'departed':
      return { ...stayView(state), arrivedAt: state.arrivedAt, departedAt: state.departedAt };
    case 'draft':
    case 'submitted':
    case 'assessed':
    case 'waitlisted':
    case 'withdrawn':
      return {};
  }
};

/** What was answered last, for as long as the assessment goes on. */
const providedView = ({ provided }: Extract<MadeRequest, { status: 'eligibility-check' }>) => {
  if (provided === undefined) return {};
  const { items, message } = provided;
  return {
    informationProvided: {
      ...(items !== undefined && { items }),
      ...(message !== undefined && { message }),
    },
  };
};

const stayView = ({ stay }: Extract<MadeRequest, { stay: object }>) => {
  const { from, to, legs } = stay;
  const unitId = legs.at(-1)?.unitId ?? '';
  const booking = { unitId, from, to };
  const shown = legs.map((leg) => ({ unitId: leg.unitId, from: leg.from, to: leg.to }));
  return { booking, legs: shown };
};

/** A request as callers see it. */
export const requestView = (state: MadeRequest, _: string, { language }: ViewContext) => {
  const { status, talentId, centre, client, kind, from, to, guests, budget, preferences } = state;
  const assessment = 'assessment' in state ? state.assessment : undefined;
  return {
    status,
    talentId,
    centre,
    kind,
    from,
    to,
    guests,
    ...(client !== undefined && { client }),
    ...(budget !== undefined && { budget }),
    ...(preferences !== undefined && { preferences }),
    ...(assessment && { assessment: assessmentView(assessment, language) }),
    ...progressOf(state),
  };
};
