import type { RefusalProblems } from '@talentloop/http';
import type { SponsorRejection } from '../domain/sponsor/commands';
import type { TalentRejection } from '../domain/talent/commands';
import { sponsorProblems } from './sponsor.problems';
import { talentProblems } from './talent-problems';

/** Every refusal of this service as HTTP says it; total, so none can be forgotten. */
export const problems: RefusalProblems<TalentRejection | SponsorRejection> = {
  ...talentProblems,
  ...sponsorProblems,
};
