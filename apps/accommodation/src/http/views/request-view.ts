import type { Subject } from '@talentloop/access';
import { isErased, type Loaded, type Personal } from '@talentloop/event-sourcing';
import { allowedActions } from '@talentloop/http';
import type { Language } from '@talentloop/locale';
import { actionsFor } from '../../domain/accommodation-request/actions';
import { pointsInWords } from '../../domain/accommodation-request/policies/points';
import type {
  Assessment,
  MadeRequest,
  RequestState,
} from '../../domain/accommodation-request/state';
import { requestPolicy } from '../policy';

export type LoadedRequest = Loaded<MadeRequest>;

export const isMade = (loaded: Loaded<RequestState>): loaded is LoadedRequest =>
  loaded.state.status !== 'none';

const shown = <T>(value: Personal<T>): T | '[erased]' => (isErased(value) ? '[erased]' : value);

/** Whose it is: the talent's centre, the portal that registered them, and the person. */
export const scopeOf = ({ centre, client, talentId }: MadeRequest) => ({
  centre,
  talentId,
  ...(client !== undefined && { client }),
});

const assessmentView = (assessment: Assessment, language: Language) => {
  const { points, explanation, reason, policy } = assessment;
  return {
    eligible: true,
    points,
    explanation: explanation.map((given) => ({
      ...given,
      because: pointsInWords(given, language),
    })),
    ...(reason !== undefined && { reason: shown(reason) }),
    ...(policy !== undefined && { policy }),
  };
};

/** What callers see of where the request stands. */
const progressOf = (state: MadeRequest): object => {
  switch (state.status) {
    case 'information-requested': {
      const { items, message } = state.informationRequest;
      return { informationRequest: { items: shown(items), message: shown(message) } };
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
      ...(items !== undefined && { items: shown(items) }),
      ...(message !== undefined && { message: shown(message) }),
    },
  };
};

const stayView = ({ stay }: Extract<MadeRequest, { stay: object }>) => {
  const { from, to, legs } = stay;
  const unitId = legs.at(-1)?.unitId ?? '';
  const booking = { unitId, from, to };
  const told = legs.map((leg) => ({ unitId: leg.unitId, from: leg.from, to: leg.to }));
  return { booking, legs: told };
};

/** The body of a GET without the actions: a pure function of the log, for auditors too. */
export const requestBody = (loaded: LoadedRequest, language: Language = 'en') => {
  const { id, state, revision, createdAt, updatedAt, correlationId } = loaded;
  const { talentId, centre, client, kind, from, to, guests, budget, preferences } = state;
  const assessment = 'assessment' in state ? state.assessment : undefined;
  return {
    ...{ id, status: state.status, revision, createdAt, updatedAt, correlationId },
    ...{ talentId, centre, kind, from, to, guests },
    ...(client !== undefined && { client }),
    ...(budget !== undefined && { budget }),
    ...(preferences !== undefined && { preferences: shown(preferences) }),
    ...(assessment && { assessment: assessmentView(assessment, language) }),
    ...progressOf(state),
  };
};

/** A request as this caller sees it at that moment. */
export const requestView = (
  loaded: LoadedRequest,
  { subject, at, language }: { subject: Subject; at: string; language: Language },
) => {
  const { id, state } = loaded;
  return {
    ...requestBody(loaded, language),
    allowedActions: allowedActions(actionsFor(state, { at }), {
      subject,
      policy: requestPolicy,
      scope: scopeOf(state),
      href: `/accommodation-requests/${id}`,
    }),
  };
};
