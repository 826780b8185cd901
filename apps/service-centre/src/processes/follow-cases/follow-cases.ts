import { partsOf, type Process, type ProcessCommand } from '@talentloop/event-sourcing';
import type { KnownTalentCommand } from '../../domain/known-talent/commands';
import type { CaseEvent, CaseIdentity } from '../../domain/service-case/events';

type Stage = Extract<KnownTalentCommand, { type: 'FollowCase' }>['data']['stage'];

const now =
  (stage: Stage) =>
  ({
    stream,
    data: { talentId, type },
  }: {
    readonly stream: string;
    readonly data: CaseIdentity;
  }): readonly ProcessCommand<KnownTalentCommand>[] =>
    talentId === undefined
      ? []
      : [
          {
            category: 'knownTalent',
            id: talentId,
            command: { type: 'FollowCase', data: { caseId: partsOf(stream).id, type, stage } },
          },
        ];

/** Keeps in mind, with each talent, which cases they have: what befalls the talent befalls those. */
export const followCases: Process<CaseEvent> = {
  name: 'follow-cases',
  on: {
    CaseOpened: now('open'),
    CaseResolved: now('resolved'),
    CaseReopened: now('open'),
    CaseClosed: now('ended'),
    CaseCancelled: now('ended'),
    CaseMerged: now('ended'),
    CaseUnmerged: now('open'),
  },
};
