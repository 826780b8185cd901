import { type Actor, type Exemplar, type Instant, isRejection } from '@talentloop/event-sourcing';
import { AT, WORKER } from '@talentloop/testing';
import fc from 'fast-check';
import { actionsFor, type CaseAction, caseActions, taskActionsFor } from './actions';
import type { CaseCommand } from './commands';
import type { CaseEvent } from './events';
import { caseExemplars, COLLEAGUE, ONLINE, PORTAL, PROCESS, SUPERVISOR } from './exemplars';
import { serviceCase } from './service-case';
import type { CaseState } from './state';

const SHENZHEN: Actor = { id: 'worker-5', roles: ['caseworker'], centre: 'shenzhen-onsite' };
const actors: readonly Actor[] = [WORKER, COLLEAGUE, SUPERVISOR, ONLINE, SHENZHEN, PORTAL, PROCESS];

const commandOfAction: Readonly<Record<CaseAction, CaseCommand['type']>> = {
  claim: 'ClaimCase',
  assign: 'AssignCase',
  release: 'ReleaseCase',
  start: 'StartWork',
  wait: 'WaitFor',
  resume: 'Resume',
  escalate: 'EscalateCase',
  resolve: 'ResolveCase',
  reopen: 'ReopenCase',
  close: 'CloseCase',
  cancel: 'CancelCase',
  transfer: 'TransferCase',
  'accept-transfer': 'AcceptTransfer',
  'decline-transfer': 'DeclineTransfer',
  merge: 'MergeCase',
  unmerge: 'UnmergeCase',
  notes: 'AddNote',
  messages: 'SendMessage',
  tasks: 'AddTask',
  feedback: 'GiveFeedback',
};

const commandWith = (type: string, data: object) => ({ type, data }) as CaseCommand;

const exampleLists: ReadonlyMap<string, readonly Exemplar<object, CaseEvent>[]> = new Map(
  Object.entries(caseExemplars.commands),
);
const fits: ReadonlyMap<string, ((state: CaseState, at: Instant) => object) | undefined> = new Map(
  Object.entries(caseExemplars.fitted ?? {}),
);

/** The command with the data that fits this state, or else with that of its first example. */
const fittedCommand = (type: string, state: CaseState): CaseCommand =>
  commandWith(type, fits.get(type)?.(state, AT) ?? exampleLists.get(type)?.[0]?.data ?? {});

/** Whether the decider grants the command and something follows from it. */
const isGranted = (state: CaseState, command: CaseCommand, actor: Actor): boolean => {
  const answer = serviceCase.decide(command, state, { at: AT, actor });
  return !isRejection(answer) && answer.length > 0;
};

/** The actions whose exemplary command the decider grants. */
const derivedActions = (state: CaseState, actor: Actor): readonly CaseAction[] =>
  caseActions.filter((action) =>
    isGranted(state, fittedCommand(commandOfAction[action], state), actor),
  );

const types = [...exampleLists.keys()];
const examples = [...exampleLists].flatMap(([type, list]) =>
  list.map(({ given, data, then }) => ({
    command: commandWith(type, data),
    histories: [given, [...given, ...then]],
  })),
);

const fold = (events: readonly CaseEvent[]): CaseState =>
  events.reduce(serviceCase.evolve, serviceCase.initialState);

/** The states before and after each example: a case in every status. */
const exemplaryStates = examples.flatMap(({ histories }) => histories.map(fold));

/** A state and what people ask of the case then: each example, and what fits its state. */
const walks = fc.record({
  start: fc.constantFrom(...exemplaryStates),
  steps: fc.array(
    fc.record({
      ask: fc.constantFrom(
        ...examples.map(
          ({ command }) =>
            () =>
              command,
        ),
        ...types.map((type) => (state: CaseState) => fittedCommand(type, state)),
      ),
      actor: fc.constantFrom(...actors),
    }),
    { maxLength: 20 },
  ),
});

type Walk = typeof walks extends fc.Arbitrary<infer W> ? W : never;

const reached = ({ start, steps }: Walk): CaseState =>
  steps.reduce((state, { ask, actor }) => {
    const answer = serviceCase.decide(ask(state), state, { at: AT, actor });
    return isRejection(answer) ? state : answer.reduce(serviceCase.evolve, state);
  }, start);

const expectSameActions = (state: CaseState): void => {
  for (const actor of actors)
    expect(actionsFor(state, { at: AT, actor }).toSorted()).toEqual(
      derivedActions(state, actor).toSorted(),
    );
};

const expectSameTaskActions = (state: CaseState): void => {
  const taskIds = state.status === 'none' ? [] : state.file.tasks.map(({ taskId }) => taskId);
  for (const taskId of [...taskIds, 'no-such-task'])
    for (const actor of actors) {
      const command = commandWith('CompleteTask', { taskId });
      const derived = isGranted(state, command, actor) ? ['complete'] : [];
      expect(taskActionsFor(state, taskId, { at: AT, actor })).toEqual(derived);
    }
};

it('allows in every status exactly the actions whose exemplary commands the decider grants', () => {
  expect(new Set(exemplaryStates.map(({ status }) => status)).size).toBe(9);
  for (const state of exemplaryStates) {
    expectSameActions(state);
    expectSameTaskActions(state);
  }
});

it('allows exactly those actions wherever a case may come to', () => {
  fc.assert(
    fc.property(walks, (walk) => expectSameActions(reached(walk))),
    { numRuns: 600 },
  );
});

it('allows the completion of exactly the tasks that the decider lets the person complete', () => {
  fc.assert(
    fc.property(walks, (walk) => expectSameTaskActions(reached(walk))),
    { numRuns: 300 },
  );
});

it('allows nothing before the case is open', () => {
  for (const actor of actors) {
    expect(actionsFor(serviceCase.initialState, { at: AT, actor })).toEqual([]);
    expect(derivedActions(serviceCase.initialState, actor)).toEqual([]);
  }
});
