import * as housing from '@talentloop/contracts/accommodation';
import * as talents from '@talentloop/contracts/talent-onboarding';
import { derivedId, give } from '@talentloop/event-sourcing';
import {
  type Consumes,
  type Contract,
  type Reaction,
  type Scope,
  when,
} from '@talentloop/integration-bus';
import type { HousingNews, Standing } from '../domain/known-talent/events';
import { knownTalent } from '../domain/known-talent/known-talent';
import { caseTypesFor } from '../domain/values/needs';

const standing = <N extends string>(
  contract: Contract<N, Scope & { talentId: string }>,
  next: Exclude<Standing, 'registered'>,
): Reaction =>
  when(contract, ({ talentId }) => [
    give(knownTalent, talentId, { type: 'HearOfStanding', data: { standing: next } }),
  ]);

interface HousingData extends Scope {
  readonly requestId: string;
  readonly talentId: string;
  readonly expiresAt?: string;
  readonly from?: string;
  readonly to?: string;
}

const news = <N extends string>(contract: Contract<N, HousingData>, heard: HousingNews): Reaction =>
  when(contract, ({ talentId, requestId, expiresAt, from, to }, { id }) => {
    const data = {
      requestId,
      news: heard,
      newCaseId: derivedId(id, 'accommodation case'),
      ...(expiresAt !== undefined && { expiresAt }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    };
    return [give(knownTalent, talentId, { type: 'HearHousingNews', data })];
  });

const aboutTalents: readonly Reaction[] = [
  when(talents.talentRegistered, ({ talentId, centre, client, language }, { id }) => {
    const data = {
      talentId,
      centre,
      ...(client !== undefined && { client }),
      language,
      onboardingCaseId: derivedId(id, 'onboarding case'),
    };
    return [give(knownTalent, talentId, { type: 'HearOfTalent', data })];
  }),
  when(talents.talentApproved, ({ talentId, needs }, { id }) => {
    const cases = caseTypesFor(needs).map((type) => ({
      type,
      caseId: derivedId(id, 'case for a need', type),
    }));
    return [give(knownTalent, talentId, { type: 'HearOfApproval', data: { cases } })];
  }),
  standing(talents.talentActivated, 'active'),
  standing(talents.talentSuspended, 'suspended'),
  standing(talents.talentReinstated, 'active'),
  standing(talents.talentDeparted, 'departed'),
  standing(talents.talentWithdrawn, 'withdrawn'),
  standing(talents.talentRefused, 'refused'),
  standing(talents.talentExpired, 'expired'),
];

const aboutHousing: readonly Reaction[] = [
  news(housing.accommodationRequested, 'requested'),
  news(housing.accommodationWaitlisted, 'waitlisted'),
  news(housing.accommodationOffered, 'offered'),
  news(housing.accommodationDeclined, 'declined'),
  news(housing.accommodationOfferExpired, 'offer-expired'),
  news(housing.accommodationRefused, 'refused'),
  news(housing.accommodationCancelled, 'cancelled'),
  news(housing.accommodationWithdrawn, 'withdrawn'),
  news(housing.accommodationNoShow, 'no-show'),
  news(housing.accommodationBooked, 'booked'),
  news(housing.accommodationCheckedIn, 'checked-in'),
  news(housing.accommodationDeparted, 'departed'),
];

/** Everything that is said of a talent is heard by the stream of what we know of them. */
export const consumes: Consumes = {
  consumer: 'service-centre',
  reactions: [...aboutTalents, ...aboutHousing],
};
