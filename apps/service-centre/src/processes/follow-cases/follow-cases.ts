import { from, give, partsOf, process, type ProcessCommand } from '@talentloop/event-sourcing';
import { knownTalent } from '../../domain/known-talent/known-talent';
import type { CaseIdentity } from '../../domain/service-case/events';
import { serviceCase } from '../../domain/service-case/service-case';

interface OfCase {
  readonly stream: string;
  readonly data: CaseIdentity;
}

const now =
  (stage: 'open' | 'resolved' | 'ended') =>
  ({ stream, data: { talentId, type } }: OfCase): readonly ProcessCommand[] => {
    if (talentId === undefined) return [];
    const data = { caseId: partsOf(stream).id, type, stage };
    return [give(knownTalent, talentId, { type: 'FollowCase', data })];
  };

/** Tells each talent's stream which cases are theirs: what happens to them concerns those. */
export const followCases = process('follow-cases', [
  from(serviceCase, {
    CaseOpened: now('open'),
    CaseResolved: now('resolved'),
    CaseReopened: now('open'),
    CaseClosed: now('ended'),
    CaseCancelled: now('ended'),
    CaseMerged: now('ended'),
    CaseUnmerged: now('open'),
  }),
]);
