import type { Actor } from '@talentloop/event-sourcing';
import { caseRegister } from '../../../../apps/service-centre/src/domain/case-register/case-register';
import type { CaseRegisterCommand } from '../../../../apps/service-centre/src/domain/case-register/commands';
import type { KnownTalentCommand } from '../../../../apps/service-centre/src/domain/known-talent/commands';
import { goneStandings } from '../../../../apps/service-centre/src/domain/known-talent/events';
import { knownTalent } from '../../../../apps/service-centre/src/domain/known-talent/known-talent';
import type { CaseCommand } from '../../../../apps/service-centre/src/domain/service-case/commands';
import { serviceCase } from '../../../../apps/service-centre/src/domain/service-case/service-case';
import { openTasks } from '../../../../apps/service-centre/src/domain/service-case/state';
import { type Exemplars, explore } from '../explore';

const actors: readonly Actor[] = [
  { id: 'worker-1', roles: ['caseworker'], centre: 'loop-onsite' },
  { id: 'supervisor-1', roles: ['supervisor'], centre: 'loop-onsite' },
  { id: 'worker-2', roles: ['caseworker'], centre: 'online' },
];
const moments = ['2026-03-02T02:00:00.000Z'];

const reason = 'because';
const talentId = 'talent-1';
const opening = {
  centre: 'loop-onsite',
  channel: 'counter',
  type: 'onboarding',
  priority: 'normal',
  subject: 'arrival',
  talentId,
} as const;
const words = { text: 'words', language: 'en' } as const;

const ofCases: Exemplars<CaseCommand> = {
  OpenCase: [
    {
      number: 'SC-LOOP-2026-000001',
      opening: { ...opening, typeVersion: 1, openedBy: 'worker-1' },
    },
  ],
  ClaimCase: [{}],
  AssignCase: [{ assignee: 'worker-3' }],
  ReleaseCase: [{}],
  TransferCase: [{ centre: 'online', reason }],
  AcceptTransfer: [{}],
  DeclineTransfer: [{ reason }],
  StartWork: [{}],
  WaitFor: [{ on: 'talent', reason }],
  Resume: [{}],
  AddNote: [{ noteId: 'note-1', text: 'words' }],
  SendMessage: [{ messageId: 'message-1', ...words }],
  ReceiveMessage: [{ messageId: 'message-2', ...words }],
  AddTask: [
    { taskId: 'task-1', title: 'call' },
    { taskId: 'another', title: 'write' },
  ],
  CompleteTask: [{ taskId: 'task-1' }],
  EscalateCase: [{ reason }],
  ResolveCase: [{ result: 'completed', explanation: 'done' }],
  ReopenCase: [{ reason }],
  CloseCase: [{}],
  CancelCase: [{ reason }],
  MergeCase: [
    { into: { caseId: 'case-2', number: 'SC-LOOP-2026-000002', status: 'open', talentId } },
  ],
  UnmergeCase: [{}],
  GiveFeedback: [{ score: 5 }],
};

const isFirst = ({ taskId }: { readonly taskId: string }): boolean => taskId === 'task-1';

const ofRegisters: Exemplars<CaseRegisterCommand> = {
  IssueCaseNumber: [{ caseId: 'case-1', year: 2026, opening }],
  VoidCaseNumber: [{ caseId: 'case-1', refusal: 'unknown-centre' }],
};

const followed = { caseId: 'case-1', type: 'onboarding' };
const ofKnownTalents: Exemplars<KnownTalentCommand> = {
  HearOfTalent: [{ talentId, centre: 'loop-onsite', language: 'en', onboardingCaseId: 'case-1' }],
  HearOfStanding: [
    ...(['active', 'suspended', ...goneStandings] as const).flatMap((standing) =>
      standing === 'registered' ? [] : { standing },
    ),
  ],
  HearOfApproval: [{ cases: [{ caseId: 'case-2', type: 'schooling' }] }],
  FollowCase: (['open', 'resolved', 'ended'] as const).map((stage) => ({ ...followed, stage })),
  HearHousingNews: [{ requestId: 'request-1', news: 'offered', newCaseId: 'case-3' }],
};

export const serviceCentreExplored = () => [
  explore({
    decider: serviceCase,
    exemplars: ofCases,
    actors,
    moments,
    statusOf: ({ status }) => status,
    detailOf: (state) => {
      if (state.status === 'none') return undefined;
      const { file } = state;
      return [
        file.centre,
        [file.transfer?.outcome, file.cameBackBy],
        // Another task may always be added: it is tried everywhere and makes no difference.
        file.tasks.filter(isFirst).length,
        openTasks(file).filter(isFirst).length,
        'assignee' in state && state.assignee,
        'before' in state && state.before.status,
        'feedbackGiven' in state && state.feedbackGiven,
      ];
    },
  }),
  explore({
    decider: caseRegister,
    exemplars: ofRegisters,
    actors,
    moments,
    statusOf: ({ lastSequence }) => (lastSequence === 0 ? 'none' : 'numbering'),
  }),
  explore({
    decider: knownTalent,
    exemplars: ofKnownTalents,
    actors,
    moments,
    statusOf: (state) => (state.known ? state.standing : 'none'),
    detailOf: (state) => state.known && state.cases.map(({ caseId, stage }) => [caseId, stage]),
  }),
];
