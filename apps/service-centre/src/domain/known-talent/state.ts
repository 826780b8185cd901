import type { Standing, TalentCase, TalentIdentity } from './events';

export interface KnownTalent {
  readonly known: true;
  readonly identity: TalentIdentity;
  readonly onboardingCaseId: string;
  readonly standing: Standing;
  /** The talent's cases that are not closed, oldest first. */
  readonly cases: readonly TalentCase[];
}
export type KnownTalentState = { readonly known: false } | KnownTalent;

export const findCase = ({ cases }: KnownTalent, caseId: string): TalentCase | undefined =>
  cases.find((candidate) => candidate.caseId === caseId);

/** A case of this type on which a message would still be read: one without a result. */
export const findUnresolvedCase = ({ cases }: KnownTalent, type: string): TalentCase | undefined =>
  cases.find((candidate) => candidate.type === type && candidate.stage !== 'resolved');
