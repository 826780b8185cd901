import { may } from '@talentloop/access';
import type { Decisions } from '@talentloop/event-sourcing';
import { adds, defineResource, does, handled, type ResourceCommands } from '@talentloop/http';
import { caseRegister } from '../domain/case-register/case-register';
import { findCaseByNumber } from '../domain/case-register/state';
import { caseExemplars } from '../domain/service-case/exemplars';
import { serviceCase } from '../domain/service-case/service-case';
import { isOpened, visibleCentres } from '../domain/service-case/state';
import { parseCaseNumber } from '../domain/values/case-number';
import {
  AssignRequest,
  ChangePriorityRequest,
  FeedbackRequest,
  MessageRequest,
  NoteRequest,
  ReasonRequest,
  ResolveRequest,
  TaskRequest,
  TransferCaseRequest,
  WaitRequest,
} from './case.dto';
import { caseProblems } from './case.problems';
import { caseView } from './case.view';
import { CaseView } from './case.view.dto';
import { parties, staff, worker } from './policy';

/** The register that issued a number knows whose it is. */
const idOfNumber = async (text: string, decisions: Decisions): Promise<string | undefined> => {
  const parsed = parseCaseNumber(text);
  const register = parsed && (await decisions.load(caseRegister, parsed.registerId));
  return register && findCaseByNumber(register.state, parsed.number);
};

/** Cases over HTTP. */
export const cases = defineResource({
  decider: serviceCase,
  exemplars: caseExemplars,
  path: 'cases',
  body: CaseView,
  exists: isOpened,
  scopeOf: (state) => ({
    centres: visibleCentres(state),
    client: state.file.client,
    talentId: state.file.talentId,
  }),
  view: caseView,
  read: { ...parties, auditor: 'any' },
  fieldRights: { notes: staff },
  alsoKnownBy: idOfNumber,
  followed: { internal: ['NoteAdded'] },
  problems: caseProblems,
  actions: {
    claim: does('ClaimCase', worker),
    assign: does('AssignCase', { supervisor: 'centre' }, AssignRequest),
    release: does('ReleaseCase', worker),
    start: does('StartWork', worker),
    wait: does('WaitFor', worker, WaitRequest),
    resume: does('Resume', worker),
    'change-priority': does('ChangePriority', worker, ChangePriorityRequest),
    escalate: does('EscalateCase', worker, ReasonRequest),
    resolve: does('ResolveCase', worker, ResolveRequest),
    reopen: does('ReopenCase', worker, ReasonRequest),
    close: does('CloseCase', worker),
    cancel: does('CancelCase', worker, ReasonRequest),
    transfer: does('TransferCase', worker, TransferCaseRequest),
    'accept-transfer': does('AcceptTransfer', worker),
    'decline-transfer': does('DeclineTransfer', worker, ReasonRequest),
    merge: handled('MergeCase', worker),
    unmerge: does('UnmergeCase', worker),
    notes: adds('AddNote', 'noteId', worker, NoteRequest),
    // What a worker writes goes to the talent; what the talent or their portal writes is received.
    messages: adds(
      (caller) => (may(caller, worker) ? 'SendMessage' : 'ReceiveMessage'),
      'messageId',
      parties,
      MessageRequest,
    ),
    tasks: adds('AddTask', 'taskId', worker, TaskRequest),
    feedback: does('GiveFeedback', parties, FeedbackRequest),
  },
  parts: {
    tasks: { id: 'taskId', actions: { complete: does('CompleteTask', worker) } },
  },
});

/** Cases as controllers use them: `@InjectResource(cases) cases: Cases`. */
export type Cases = ResourceCommands<typeof cases>;
