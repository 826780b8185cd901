import { AT, itFollowsItsExemplars, specOf, WORKER } from '@talentloop/testing';
import {
  cancelled,
  caseExemplars,
  closed,
  closedCase,
  COLLEAGUE,
  escalated,
  event,
  identity,
  inProgress,
  merged,
  NUMBER,
  ONLINE,
  opened,
  opening,
  assigned,
  reopened,
  resolved,
  resolvedCase,
  started,
  SUPERVISOR,
  taskAdded,
  taskCompleted,
  waitingCase,
} from './exemplars';
import { serviceCase } from './service-case';

const { given } = specOf(serviceCase);

itFollowsItsExemplars(serviceCase, caseExemplars);

const open = { type: 'OpenCase', data: { number: NUMBER, opening } } as const;
const claim = { type: 'ClaimCase', data: {} } as const;
const assign = { type: 'AssignCase', data: { assignee: 'worker-2' } } as const;
const release = { type: 'ReleaseCase', data: {} } as const;
const start = { type: 'StartWork', data: {} } as const;
const wait = { type: 'WaitFor', data: { on: 'talent', reason: 'Needs a photo' } } as const;
const resume = { type: 'Resume', data: {} } as const;
const escalate = { type: 'EscalateCase', data: { reason: 'Flies tomorrow' } } as const;
const resolve = {
  type: 'ResolveCase',
  data: { result: 'completed', explanation: 'All done' },
} as const;
const reopen = { type: 'ReopenCase', data: { reason: 'The permit was wrong' } } as const;
const close = { type: 'CloseCase', data: {} } as const;
const cancel = { type: 'CancelCase', data: { reason: 'Twice the same' } } as const;

describe('opening', () => {
  it('opens under the number issued, and asking again changes nothing', () => {
    given().when(open).then(opened).againNothing();
  });

  it('keeps its first number', () => {
    given(opened)
      .when({ type: 'OpenCase', data: { number: 'SC-LOOP-2026-000002', opening } })
      .thenRefused('already-opened');
  });

  it('needs a centre and a type that exist', () => {
    const at = (over: object) =>
      given().when({
        type: 'OpenCase',
        data: { number: NUMBER, opening: { ...opening, ...over } },
      });
    at({ centre: 'nowhere' }).thenRefused('unknown-centre');
    at({ type: 'astrology' }).thenRefused('unknown-case-type');
    at({ typeVersion: 99 }).thenRefused('unknown-case-type');
  });

  it('comes before everything else', () => {
    given().when(claim).thenRefused('not-opened');
  });

  it('leaves the case to the workers of its centre', () => {
    given(opened).when(claim, { actor: ONLINE }).thenRefused('not-your-centre');
  });
});

describe('claiming, assigning, releasing', () => {
  it('goes to the worker who claims it first, and says by which rule', () => {
    given(opened).when(claim).then(assigned).againNothing();
  });

  it('is claimed from another by a supervisor only', () => {
    given(opened, assigned).when(claim, { actor: COLLEAGUE }).thenRefused('assigned-to-another');
    given(opened, assigned)
      .when(claim, { actor: SUPERVISOR })
      .thenTypes('CaseAssigned')
      .thenState((state) =>
        expect(state).toMatchObject({ status: 'assigned', assignee: SUPERVISOR.id }),
      );
  });

  it('is assigned to another without interrupting the work', () => {
    given(...inProgress)
      .when(assign)
      .thenTypes('CaseAssigned')
      .thenState((state) =>
        expect(state).toMatchObject({ status: 'in-progress', assignee: 'worker-2' }),
      )
      .againNothing();
    given(...waitingCase)
      .when(assign)
      .thenState((state) => expect(state).toMatchObject({ status: 'waiting' }));
  });

  it('is released from assigned and from in-progress, and is then open', () => {
    given(opened, assigned)
      .when(release)
      .then(event('CaseReleased', { assignee: WORKER.id }))
      .againNothing();
    given(...inProgress)
      .when(release)
      .thenState((state) => expect(state).toMatchObject({ status: 'open' }));
    given(...waitingCase)
      .when(release)
      .thenRefused('is-waiting');
  });
});

describe('working and waiting', () => {
  it('starts once it is assigned', () => {
    given(opened, assigned).when(start).then(started).againNothing();
    given(opened).when(start).thenRefused('not-assigned');
    given(...waitingCase)
      .when(start)
      .thenRefused('is-waiting');
  });

  it('waits on somebody, for a reason', () => {
    given(...inProgress)
      .when(wait)
      .then(event('CasePaused', { waitingOn: 'talent', since: AT }, 'Needs a photo'))
      .againNothing();
    given(opened, assigned).when(wait).thenRefused('not-in-progress');
    given(...waitingCase)
      .when({ type: 'WaitFor', data: { on: 'third-party', reason: 'Needs a photo' } })
      .thenRefused('is-waiting', { waitingOn: 'talent' });
  });

  it('resumes, where asked only if it waits on that', () => {
    given(...waitingCase)
      .when(resume)
      .then(event('CaseResumed', { waitedOn: 'talent', since: AT }))
      .againNothing();
    given(opened).when(resume).thenRefused('not-waiting');
    given(...waitingCase)
      .when({ type: 'Resume', data: { on: 'suspended' } })
      .thenRefused('waiting-on-something-else', { waitingOn: 'talent' });
  });

  it('rises in priority when it is escalated, again for another reason', () => {
    given(opened).when(escalate).then(escalated).againNothing();
    given(opened, escalated)
      .when({ type: 'EscalateCase', data: { reason: 'Flies today' } })
      .thenState((state) => expect(state).toMatchObject({ file: { priority: 'urgent' } }));
  });
});

describe('concluding', () => {
  it('is resolved with a result of its type and an explanation', () => {
    given(...inProgress)
      .when(resolve)
      .then(resolved)
      .againNothing();
    given(...inProgress)
      .when({ type: 'ResolveCase', data: { result: 'housed', explanation: 'x' } })
      .thenRefused('result-not-of-this-type');
    given(opened, assigned).when(resolve).thenRefused('not-in-progress');
    given(...waitingCase)
      .when(resolve)
      .thenRefused('is-waiting');
    given(...resolvedCase)
      .when({ type: 'ResolveCase', data: { result: 'referred', explanation: 'x' } })
      .thenRefused('already-resolved');
  });

  it('is not resolved while a task is open', () => {
    given(...inProgress, taskAdded)
      .when(resolve)
      .thenRefused('open-tasks', { tasks: ['task-1'] });
    given(...inProgress, taskAdded, taskCompleted)
      .when(resolve)
      .thenTypes('CaseResolved');
  });

  it('is closed once resolved', () => {
    given(...resolvedCase)
      .when(close)
      .then(closed)
      .againNothing();
    given(...inProgress)
      .when(close)
      .thenRefused('not-resolved');
    given(opened, cancelled).when(close).thenRefused('already-cancelled');
  });

  it('is reopened from resolved and from closed, into the same hands', () => {
    for (const history of [resolvedCase, closedCase])
      given(...history)
        .when(reopen)
        .then(reopened)
        .thenState((state) =>
          expect(state).toMatchObject({ status: 'in-progress', assignee: WORKER.id }),
        )
        .againNothing();
    given(...inProgress)
      .when(reopen)
      .thenRefused('not-resolved');
    given(opened, merged).when(reopen).thenRefused('already-merged');
  });

  it('is cancelled while it is worked, by rule when its talent is gone', () => {
    given(opened).when(cancel).then(cancelled).againNothing();
    given(...waitingCase)
      .when({ type: 'CancelCase', data: { reason: 'Gone', standing: 'departed' } })
      .then({
        ...event('CaseCancelled', identity, 'Gone'),
        policy: {
          name: 'talent-gone',
          version: '1',
          inputs: { standing: 'departed' },
          fired: ['talent-departed'],
          outcome: 'cancel',
        },
      });
    given(...closedCase)
      .when(cancel)
      .thenRefused('already-closed');
  });
});
