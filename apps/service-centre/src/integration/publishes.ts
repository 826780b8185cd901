import {
  caseClosed,
  caseOpened,
  caseResolved,
  caseTransferred,
} from '@talentloop/contracts/service-centre';
import { from, partsOf } from '@talentloop/event-sourcing';
import { publications, publish } from '@talentloop/integration-bus';
import type { CaseIdentity } from '../domain/service-case/events';
import { serviceCase } from '../domain/service-case/service-case';

/** Ids and codes only. */
const aboutCase = (stream: string, { number, type, centre, talentId, client }: CaseIdentity) => ({
  caseId: partsOf(stream).id,
  number,
  type,
  centre,
  ...(talentId !== undefined && { talentId }),
  ...(client !== undefined && { client }),
});

/** What the other services hear of our cases. */
export const publishes = publications([
  from(serviceCase, {
    CaseOpened: ({ stream, data }) => [publish(caseOpened, aboutCase(stream, data))],
    CaseTransferred: ({ stream, data }) => [
      publish(caseTransferred, { ...aboutCase(stream, data), fromCentre: data.fromCentre }),
    ],
    CaseResolved: ({ stream, data }) => [
      publish(caseResolved, { ...aboutCase(stream, data), result: data.result }),
    ],
    CaseClosed: ({ stream, data }) => [publish(caseClosed, aboutCase(stream, data))],
  }),
]);
