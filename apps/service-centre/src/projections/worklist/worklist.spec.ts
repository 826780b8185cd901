import { AT, recorded, tableOf } from '@talentloop/testing';
import type { CaseEvent } from '../../domain/service-case/events';
import {
  cancelled,
  CASE_ID,
  identity,
  inProgress,
  opened,
  transferRequested,
  waitingCase,
} from '../../domain/service-case/exemplars';
import { becauseOf, urgencyOf } from './urgency';
import { worklist } from './worklist';

const rowAfter = (...events: readonly CaseEvent[]) =>
  tableOf(
    worklist,
    events.map((event, revision) => recorded(`case-${CASE_ID}`, event, { revision })),
  ).get(CASE_ID);

const resolved: CaseEvent = { type: 'CaseResolved', data: { ...identity, result: 'completed' } };
const message = (type: 'MessageReceived' | 'MessageSent', template?: string): CaseEvent => ({
  type,
  data: {
    messageId: 'm',
    text: 'words',
    language: 'en',
    by: 'x',
    at: AT,
    ...(template && { template }),
  },
});

it('lists what can be worked, and what was concluded not', () => {
  expect(rowAfter(opened)).toMatchObject({ listed: true, status: 'open', openedAt: AT });
  expect(rowAfter(...inProgress, resolved)).toMatchObject({ listed: false, status: 'resolved' });
  expect(rowAfter(opened, cancelled)).toMatchObject({ listed: false });
  expect(rowAfter(...inProgress, resolved, { type: 'CaseReopened', data: identity })).toMatchObject(
    { listed: true, status: 'in-progress' },
  );
  const merged: CaseEvent = { type: 'CaseMerged', data: { ...identity, into: 'other' } };
  expect(rowAfter(...waitingCase, merged)).toMatchObject({ listed: false });
  expect(
    rowAfter(...waitingCase, merged, {
      type: 'CaseUnmerged',
      data: { ...identity, from: 'other' },
    }),
  ).toMatchObject({ listed: true, status: 'waiting' });
});

it('shows a case in transfer to both centres', () => {
  expect(rowAfter(opened, transferRequested)).toMatchObject({
    visibleTo: ['loop-onsite', 'online'],
    transferTo: 'online',
  });
  const moved = { ...identity, centre: 'online', fromCentre: 'loop-onsite' };
  expect(
    rowAfter(...waitingCase, transferRequested, { type: 'CaseTransferred', data: moved }),
  ).toMatchObject({ visibleTo: ['online'], assignee: null, waitingOn: null, status: 'open' });
});

it('says why a case stands where it stands', () => {
  expect(rowAfter(opened)).toMatchObject({ urgency: 100, because: ['priority-normal'] });
  const escalated: CaseEvent = {
    type: 'CaseEscalated',
    data: { priority: 'high', previous: 'normal' },
  };
  expect(rowAfter(opened, escalated, message('MessageReceived'))).toMatchObject({
    urgency: 750,
    because: ['escalated', 'priority-high', 'talent-awaits-answer'],
  });
  expect(rowAfter(...waitingCase)).toMatchObject({ because: ['waiting', 'priority-normal'] });
});

it('takes a written answer for an answer, and a template for none', () => {
  const asked = [opened, message('MessageReceived')];
  expect(rowAfter(...asked, message('MessageSent', 'x@1'))).toMatchObject({ unansweredSince: AT });
  expect(rowAfter(...asked, message('MessageSent'))).toMatchObject({ unansweredSince: null });
});

it('puts whatever waits behind whatever can be done', () => {
  const facts = { escalated: false, waitingOn: null, unansweredSince: null };
  const low = urgencyOf({ ...facts, priority: 'low' });
  const waiting = { priority: 'urgent', escalated: true, waitingOn: 'talent', unansweredSince: AT };
  expect(urgencyOf(waiting)).toBeLessThan(low);
  expect(becauseOf(waiting)[0]).toBe('waiting');
});
