import type { CommandOf, Decider, Exemplars } from '@talentloop/event-sourcing';
import { defineResource } from '@talentloop/http';
import { auditedResource } from './audited-resource';
import { history } from './history';
import {
  asked,
  corrected,
  granted,
  type Permit,
  type PermitEvent,
  permitDecider,
  PermitLog,
  WORKER,
} from './spec/permit';
import { stateAt } from './state-at';

interface PermitCommands {
  readonly RevokePermit: object;
}

const decider: Decider<CommandOf<PermitCommands>, Permit, PermitEvent, 'not-granted'> = {
  ...permitDecider,
  decide: () => ({ rejected: 'not-granted' }),
};

const exemplars: Exemplars<PermitCommands, Permit, PermitEvent> = {
  statusOf: ({ status }) => status,
  commands: { RevokePermit: [{ given: [], by: WORKER, data: {}, then: [] }] },
};

type AskedFor = Permit & { readonly status: 'asked-for' | 'granted' };

class PermitView {}

const permits = auditedResource(
  defineResource({
    decider,
    exemplars,
    path: 'permits',
    body: PermitView,
    exists: (state): state is AskedFor => state.status !== 'none',
    scopeOf: () => ({}),
    view: ({ status, holder, days }, _, { at, language }) => ({
      status,
      about: [{ holder, days }],
      shown: { at, language },
    }),
    read: { auditor: 'any' },
    problems: {
      'not-granted': { title: { en: 'Not granted', 'zh-Hant': '未批准', 'zh-Hans': '未批准' } },
    },
    corrections: ['PermitCorrected'],
    actions: {},
  }),
);

const MONDAY = '2026-03-02T02:00:00.000Z';
const FRIDAY = '2026-03-06T02:00:00.000Z';

let log: PermitLog;
beforeEach(async () => {
  log = new PermitLog();
  await log.record(asked('permit-1', MONDAY), granted('permit-1', FRIDAY));
});

it('is named by its path, and its streams by its decider', () => {
  expect(permits).toMatchObject({ name: 'permits', category: 'permit' });
});

it('is told by the body of its GET, as of each event', async () => {
  const told = await history(log.audited, permits, '1');
  expect(told?.items.map(({ changes }) => changes.map(({ field }) => field))).toEqual([
    ['id', 'createdAt', 'correlationId', 'status', 'about', 'shown'],
    ['status', 'shown.at'],
  ]);
  const state = await stateAt(log.audited, permits, '1', { at: MONDAY });
  expect(state?.state).toEqual({
    id: '1',
    revision: 0,
    createdAt: MONDAY,
    updatedAt: MONDAY,
    correlationId: 'journey-1',
    status: 'asked-for',
    about: [{ holder: 'Test Holder', days: 90 }],
    shown: { at: MONDAY, language: 'en' },
  });
});

it('shows what was erased as erased', async () => {
  await log.ring.destroy('permit-1');
  const state = await stateAt(log.audited, permits, '1', { at: FRIDAY });
  expect(state?.state).toMatchObject({ about: [{ holder: '[erased]', days: 90 }] });
});

it('counts what corrects it, for a moment before', async () => {
  await log.record(corrected('permit-1', '2026-03-09T02:00:00.000Z', MONDAY));
  const stateOf = async (isCorrected: boolean) =>
    (await stateAt(log.audited, permits, '1', { at: MONDAY, corrected: isCorrected }))?.state;
  expect(await stateOf(false)).toMatchObject({ about: [{ days: 90 }] });
  expect(await stateOf(true)).toMatchObject({ about: [{ days: 30 }] });
});

it('has no body before it exists', async () => {
  expect(await stateAt(log.audited, permits, '2', { at: FRIDAY })).toBeUndefined();
});
