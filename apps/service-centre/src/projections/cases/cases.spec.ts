import { type DomainEvent, isErased, type RecordedEvent } from '@talentloop/event-sourcing';
import { recorded, tableOf } from '@talentloop/testing';
import type { CaseEvent } from '../../domain/service-case/events';
import {
  cancelled,
  CASE_ID,
  closed,
  identity,
  inProgress,
  opened,
  taskAdded,
  transferRequested,
  waitingCase,
} from '../../domain/service-case/exemplars';
import { serviceCase } from '../../domain/service-case/service-case';
import { assigneeOf, visibleCentres } from '../../domain/service-case/state';
import { cases } from './cases';

const STREAM = `case-${CASE_ID}`;
const history = (...events: readonly CaseEvent[]): readonly RecordedEvent<CaseEvent>[] =>
  events.map((event, revision) => recorded(STREAM, event, { revision }));
const rowAfter = (...events: readonly CaseEvent[]) =>
  tableOf(cases, history(...events)).get(CASE_ID);

const endings: readonly (readonly CaseEvent[])[] = [
  [opened],
  inProgress,
  waitingCase,
  [...waitingCase, { type: 'CaseResumed', data: { waitedOn: 'talent', since: '' } }, taskAdded],
  [...inProgress, { type: 'CaseReleased', data: { assignee: 'x' } }],
  [...waitingCase, transferRequested],
  [
    ...waitingCase,
    transferRequested,
    {
      type: 'CaseTransferred',
      data: { ...identity, centre: 'online', fromCentre: 'loop-onsite' },
    },
  ],
  [
    ...inProgress,
    transferRequested,
    { type: 'CaseTransferDeclined', data: { from: 'loop-onsite', to: 'online' } },
  ],
  [
    ...inProgress,
    transferRequested,
    { type: 'CaseResolved', data: { ...identity, result: 'completed' } },
  ],
  [
    ...inProgress,
    { type: 'CaseResolved', data: { ...identity, result: 'completed' } },
    closed,
    { type: 'CaseReopened', data: identity },
  ],
  [opened, { type: 'CaseEscalated', data: { priority: 'high', previous: 'normal' } }, cancelled],
  [...waitingCase, { type: 'CaseMerged', data: { ...identity, into: 'other' } }],
  [
    ...waitingCase,
    { type: 'CaseMerged', data: { ...identity, into: 'other' } },
    { type: 'CaseUnmerged', data: { ...identity, from: 'other' } },
  ],
] as readonly (readonly CaseEvent[])[];

it.each(endings.map((events) => [events.at(-1)?.type ?? '', events] as const))(
  'lists a case as its stream says it is, after %s',
  (_, events) => {
    const state = events.reduce(serviceCase.evolve, serviceCase.initialState);
    if (state.status === 'none') throw new Error('not opened');
    const { file } = state;
    expect(rowAfter(...events)).toMatchObject({
      id: CASE_ID,
      number: file.number,
      status: state.status,
      centre: file.centre,
      visibleTo: visibleCentres(state),
      priority: file.priority,
      escalated: file.escalated !== undefined,
      assignee: assigneeOf(state) ?? null,
      waitingOn: state.status === 'waiting' ? state.waitingOn : null,
      result: state.status === 'resolved' || state.status === 'closed' ? state.result : null,
      mergedInto: state.status === 'merged' ? state.into : null,
      revision: events.length - 1,
    });
  },
);

it('keeps the subject of an erased person erased', () => {
  const erased: CaseEvent & DomainEvent = {
    ...opened,
    data: { ...opened.data, subject: { erased: true } },
  };
  expect(isErased(rowAfter(erased)?.subject)).toBe(true);
});
