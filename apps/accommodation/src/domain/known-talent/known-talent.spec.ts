import { specOf } from '@talentloop/testing';
import type { KnownTalentEvent } from './events';
import { knownTalent } from './known-talent';

const { given } = specOf(knownTalent);

const ref = { talentId: 'talent-1', centre: 'loop-onsite', client: 'portal' };
const facts = { ...ref, origin: 'overseas', language: 'en', scheme: 'TTPS-A' };
const known: KnownTalentEvent = { type: 'TalentBecameKnown', data: facts };
const home = { kind: 'hotel', from: '2026-03-10', to: '2026-03-20', guests: 2 } as const;
const approved: KnownTalentEvent = {
  type: 'KnownTalentApproved',
  data: { ...facts, accommodation: home },
};
const active: KnownTalentEvent = { type: 'KnownTalentActivated', data: ref };
const suspended: KnownTalentEvent = { type: 'KnownTalentSuspended', data: ref };
const opened = (requestId: string): KnownTalentEvent => ({
  type: 'TalentRequestOpened',
  data: { ...ref, requestId },
});
const closed: KnownTalentEvent = {
  type: 'TalentRequestClosed',
  data: { ...ref, requestId: 'request-1' },
};
const ending = { on: '2026-04-01', because: 'departed' } as const;
const left: KnownTalentEvent = {
  type: 'KnownTalentLeft',
  data: { ...ref, ...ending, openRequests: ['request-2'] },
};

describe('a talent this service has heard of', () => {
  it('becomes known once', () => {
    given().when({ type: 'HearOfTalent', data: facts }).then(known).againNothing();
    given().when({ type: 'NoteActivation', data: {} }).thenRefused('talent-not-known');
  });

  it('is approved with what the request needs that follows from it', () => {
    given(known)
      .when({ type: 'NoteApproval', data: { accommodation: home } })
      .then(approved)
      .againNothing();
  });

  it('is followed through activation, suspension and reinstatement', () => {
    given(known, approved).when({ type: 'NoteActivation', data: {} }).then(active).againNothing();
    given(known, active).when({ type: 'NoteSuspension', data: {} }).then(suspended).againNothing();
    given(known, active, suspended)
      .when({ type: 'NoteReinstatement', data: {} })
      .then({ type: 'KnownTalentReinstated', data: ref })
      .againNothing();
  });

  it('remembers which requests are open', () => {
    given(known)
      .when({ type: 'NoteRequestOpened', data: { requestId: 'request-1' } })
      .then(opened('request-1'))
      .againNothing();
    given(known, opened('request-1'))
      .when({ type: 'NoteRequestClosed', data: { requestId: 'request-1' } })
      .then(closed)
      .againNothing();
  });

  it('leaves with one event that lists all that is open', () => {
    given(known, opened('request-1'), opened('request-2'), closed)
      .when({ type: 'NoteLeaving', data: ending })
      .then(left)
      .againNothing();
    given(known, left)
      .when({ type: 'NoteActivation', data: {} })
      .thenRefused('talent-left-already');
  });

  it('says that a request ends which is heard of only after they left', () => {
    given(known, left)
      .when({ type: 'NoteRequestOpened', data: { requestId: 'request-9' } })
      .then({
        type: 'TalentRequestOpened',
        data: { ...ref, requestId: 'request-9', endsWith: ending },
      });
  });
});
