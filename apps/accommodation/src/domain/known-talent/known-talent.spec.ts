import { itFollowsItsExemplars, specOf } from '@talentloop/testing';
import {
  active,
  approved,
  closed,
  ending,
  facts,
  known,
  knownTalentExemplars,
  left,
  opened,
  reinstated,
  suspended,
} from './exemplars';
import { knownTalent } from './known-talent';

const { given } = specOf(knownTalent);

const requestId = opened.data.requestId;

itFollowsItsExemplars(knownTalent, knownTalentExemplars);

describe('a talent of the onboarding service', () => {
  it('becomes known once', () => {
    given().when({ type: 'HearOfTalent', data: facts }).then(known).againNothing();
    given().when({ type: 'NoteActivation', data: {} }).thenRefused('talent-not-known');
  });

  it('is approved once', () => {
    given(known, approved).when({ type: 'NoteApproval', data: {} }).thenNothing();
  });

  it('is followed through activation, suspension and reinstatement, each recorded once', () => {
    given(known, approved).when({ type: 'NoteActivation', data: {} }).then(active).againNothing();
    given(known, active).when({ type: 'NoteSuspension', data: {} }).then(suspended).againNothing();
    given(known, active, suspended)
      .when({ type: 'NoteReinstatement', data: {} })
      .then(reinstated)
      .againNothing();
  });

  it('has open requests, each recorded once', () => {
    given(known)
      .when({ type: 'NoteRequestOpened', data: { requestId } })
      .then(opened)
      .againNothing();
    given(known, opened)
      .when({ type: 'NoteRequestClosed', data: { requestId } })
      .then(closed)
      .againNothing();
  });

  it('leaves once, and nothing but requests changes after', () => {
    given(known).when({ type: 'NoteLeaving', data: ending }).againNothing();
    given(known, left)
      .when({ type: 'NoteActivation', data: {} })
      .thenRefused('talent-left-already');
  });
});
