import type { Ending, KnownTalentFacts, KnownTalentRef } from './events';

/** What is known of a talent in every status. */
interface TalentRecord extends KnownTalentFacts {
  /** Requests of this talent that have not come to an end, oldest first. */
  readonly openRequests: readonly string[];
}

/** A talent who has not left the onboarding service. */
export type PresentTalent = TalentRecord & {
  readonly status: 'registered' | 'approved' | 'active' | 'suspended';
};
type FormerTalent = TalentRecord & Ending & { readonly status: 'left' };
export type KnownTalent = PresentTalent | FormerTalent;
export type KnownTalentState = { readonly status: 'none' } | KnownTalent;

export const refOf = ({ talentId, centre, client }: KnownTalentRef): KnownTalentRef => ({
  talentId,
  centre,
  ...(client !== undefined && { client }),
});

export const factsOf = (state: KnownTalentFacts): KnownTalentFacts => {
  const { origin, language, scheme, sponsorId } = state;
  return {
    ...refOf(state),
    origin,
    language,
    ...(scheme !== undefined && { scheme }),
    ...(sponsorId !== undefined && { sponsorId }),
  };
};

/** What stays known of a talent whose status changes. */
export const recordOf = (state: KnownTalent): TalentRecord => ({
  ...factsOf(state),
  openRequests: state.openRequests,
});
