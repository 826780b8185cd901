import { itFollowsItsExemplars, specOf } from '@talentloop/testing';
import type { Standing } from './events';
import {
  followed,
  heardOf,
  HOUSING_CASE,
  knownTalentExemplars,
  NEW_CASE,
  offered,
  ONBOARDING_CASE,
  promised,
  REQUEST_ID,
  standingChanged,
  talentIdentity,
} from './exemplars';
import { knownTalent } from './known-talent';

const { given } = specOf(knownTalent);
const hear = { type: 'HearOfTalent', data: heardOf.data } as const;
const hearStanding = (standing: Exclude<Standing, 'registered'>) =>
  ({ type: 'HearOfStanding', data: { standing } }) as const;
const follow = (caseId: string, type: string, stage: 'open' | 'resolved' | 'ended') =>
  ({ type: 'FollowCase', data: { caseId, type, stage } }) as const;
const hearNews = (news: 'offered' | 'offer-expired') =>
  ({
    type: 'HearHousingNews',
    data: {
      requestId: REQUEST_ID,
      news,
      newCaseId: NEW_CASE,
      expiresAt: '2026-03-04T02:00:00.000Z',
    },
  }) as const;

itFollowsItsExemplars(knownTalent, knownTalentExemplars);

describe('a talent', () => {
  it('is heard of once, and nothing is known before', () => {
    given().when(hear).then(heardOf).againNothing();
    given().when(hearStanding('active')).thenRefused('talent-not-known');
    given(heardOf)
      .when({ type: 'HearOfTalent', data: { ...heardOf.data, centre: 'online' } })
      .thenRefused('known-otherwise');
  });

  it('changes its standing, and the event says which cases that concerns', () => {
    given(heardOf)
      .when(hearStanding('suspended'))
      .then(standingChanged('suspended', 'registered', promised))
      .againNothing();
    given(
      heardOf,
      followed(ONBOARDING_CASE, 'onboarding', 'open'),
      followed('x', 'career', 'resolved'),
    )
      .when(hearStanding('departed'))
      .then(
        standingChanged(
          'departed',
          'registered',
          { ...promised, stage: 'open' },
          {
            caseId: 'x',
            type: 'career',
            stage: 'resolved',
          },
        ),
      );
  });

  it('is approved with needs, each a case of its own', () => {
    const cases = [{ caseId: 's', type: 'schooling' }];
    given(heardOf)
      .when({ type: 'HearOfApproval', data: { cases } })
      .then(standingChanged('approved', 'registered', promised), {
        type: 'TalentNeedsHeardOf',
        data: { ...talentIdentity, cases },
      })
      .againNothing();
    given(heardOf)
      .when({ type: 'HearOfApproval', data: { cases: [] } })
      .then(standingChanged('approved', 'registered', promised));
  });
});

describe('its cases', () => {
  it('are followed from the opening to the end', () => {
    given(heardOf)
      .when(follow(ONBOARDING_CASE, 'onboarding', 'open'))
      .then(followed(ONBOARDING_CASE, 'onboarding', 'open'))
      .againNothing();
    given(heardOf, followed(ONBOARDING_CASE, 'onboarding', 'open'))
      .when(follow(ONBOARDING_CASE, 'onboarding', 'ended'))
      .thenTypes('TalentCaseFollowed')
      .thenState((state) => expect(state).toMatchObject({ cases: [] }))
      .againNothing();
  });

  it('do not outlive the talent because they opened late', () => {
    given(heardOf, standingChanged('withdrawn', 'registered', promised))
      .when(follow(ONBOARDING_CASE, 'onboarding', 'open'))
      .then(followed(ONBOARDING_CASE, 'onboarding', 'open'), {
        type: 'TalentCaseOutlived',
        data: { caseId: ONBOARDING_CASE, standing: 'withdrawn' },
      })
      .againNothing();
    given(heardOf, standingChanged('departed', 'registered'))
      .when(follow('z', 'complaint', 'open'))
      .then(followed('z', 'complaint', 'open'));
  });
});

describe('housing news', () => {
  const toNew = { target: { caseId: NEW_CASE, isNew: true } };
  const housing = followed(HOUSING_CASE, 'accommodation', 'open');
  const onboardingEnded = followed(ONBOARDING_CASE, 'onboarding', 'ended');

  it('goes to the onboarding case while that is open', () => {
    given(heardOf).when(hearNews('offered')).then(offered);
    given(heardOf, housing).when(hearNews('offered')).then(offered);
  });

  it('goes to an open accommodation case next, else to a new one, which is then known', () => {
    given(heardOf, onboardingEnded, housing)
      .when(hearNews('offered'))
      .then({
        ...offered,
        data: { ...offered.data, target: { caseId: HOUSING_CASE, isNew: false } },
      });
    given(heardOf, followed(ONBOARDING_CASE, 'onboarding', 'resolved'))
      .when(hearNews('offered'))
      .then({ ...offered, data: { ...offered.data, ...toNew } })
      .thenState((state) =>
        expect(state).toMatchObject({ cases: [{}, { caseId: NEW_CASE, stage: 'promised' }] }),
      );
  });

  it('of a lapsed offer goes to the onboarding case or to a new one', () => {
    given(heardOf, onboardingEnded, housing)
      .when(hearNews('offer-expired'))
      .then({ ...offered, data: { ...offered.data, news: 'offer-expired', ...toNew } });
  });

  it('needs a talent', () => {
    given().when(hearNews('offered')).thenRefused('talent-not-known');
  });
});
