import type { Actor, Exemplars } from '@talentloop/event-sourcing';
import type { KnownTalentCommandData } from './commands';
import type {
  Ending,
  KnownTalentEvent,
  KnownTalentEventOf,
  KnownTalentFacts,
  WantedHousing,
} from './events';
import type { KnownTalentState } from './state';

/** What gives the commands: contracts of the onboarding service, and our own requests. */
const consumer: Actor = { id: 'consumer:accommodation', roles: ['system'] };
const followRequests: Actor = { id: 'process:follow-requests', roles: ['system'] };

const talentId = '30000000-0000-4000-8000-000000000001';
const ref = { talentId, centre: 'loop-onsite', client: 'portal' };
export const facts: KnownTalentFacts = {
  ...ref,
  origin: 'overseas',
  language: 'en',
  scheme: 'TTPS-A',
};
const home: WantedHousing = { kind: 'hotel', from: '2026-03-10', to: '2026-03-20', guests: 2 };
const requestId = '20000000-0000-4000-8000-000000000001';
const otherRequestId = '20000000-0000-4000-8000-000000000002';
export const ending: Ending = { on: '2026-04-01', because: 'departed' };

export const known: KnownTalentEvent = { type: 'TalentBecameKnown', data: facts };
export const approved: KnownTalentEvent = {
  type: 'KnownTalentApproved',
  data: { ...facts, accommodation: home },
};
export const active: KnownTalentEvent = { type: 'KnownTalentActivated', data: ref };
export const suspended: KnownTalentEvent = { type: 'KnownTalentSuspended', data: ref };
export const reinstated: KnownTalentEvent = { type: 'KnownTalentReinstated', data: ref };
export const opened: KnownTalentEventOf<'TalentRequestOpened'> = {
  type: 'TalentRequestOpened',
  data: { ...ref, requestId },
};
const otherOpened: KnownTalentEvent = {
  type: 'TalentRequestOpened',
  data: { ...ref, requestId: otherRequestId },
};
export const closed: KnownTalentEvent = {
  type: 'TalentRequestClosed',
  data: { ...ref, requestId },
};
export const left: KnownTalentEvent = {
  type: 'KnownTalentLeft',
  data: { ...ref, ...ending, openRequests: [otherRequestId] },
};

export const knownTalentExemplars: Exemplars<
  KnownTalentCommandData,
  KnownTalentState,
  KnownTalentEvent
> = {
  statusOf: ({ status }) => status,
  detailOf: (state) => 'openRequests' in state && state.openRequests,
  commands: {
    HearOfTalent: [{ given: [], by: consumer, data: facts, then: [known] }],
    NoteApproval: [
      { given: [known], by: consumer, data: { accommodation: home }, then: [approved] },
      {
        given: [known],
        by: consumer,
        data: {},
        then: [{ type: 'KnownTalentApproved', data: facts }],
      },
    ],
    NoteActivation: [{ given: [known, approved], by: consumer, data: {}, then: [active] }],
    NoteSuspension: [{ given: [known, active], by: consumer, data: {}, then: [suspended] }],
    NoteReinstatement: [
      { given: [known, active, suspended], by: consumer, data: {}, then: [reinstated] },
    ],
    NoteLeaving: [
      {
        given: [known, opened, otherOpened, closed],
        by: consumer,
        data: ending,
        then: [left],
      },
    ],
    NoteRequestOpened: [
      { given: [known], by: followRequests, data: { requestId }, then: [opened] },
      {
        given: [known, left],
        by: followRequests,
        data: { requestId },
        then: [{ type: 'TalentRequestOpened', data: { ...ref, requestId, endsWith: ending } }],
      },
    ],
    NoteRequestClosed: [
      { given: [known, opened], by: followRequests, data: { requestId }, then: [closed] },
    ],
  },
};
