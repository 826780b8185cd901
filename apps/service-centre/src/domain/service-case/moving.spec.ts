import { specOf } from '@talentloop/testing';
import {
  cancelled,
  event,
  inProgress,
  into,
  NUMBER,
  ONLINE,
  opened,
  merged,
  resolvedCase,
  transferDeclined,
  transferred,
  transferRequested,
  unmerged,
  waitingCase,
} from './exemplars';
import { serviceCase } from './service-case';
import { visibleCentres } from './state';

const { given } = specOf(serviceCase);
const transfer = {
  type: 'TransferCase',
  data: { centre: 'online', reason: 'Lives far away' },
} as const;
const accept = { type: 'AcceptTransfer', data: {} } as const;
const decline = { type: 'DeclineTransfer', data: { reason: 'No room' } } as const;
const merge = { type: 'MergeCase', data: { into } } as const;
const unmerge = { type: 'UnmergeCase', data: {} } as const;

describe('transfer', () => {
  it('is asked of another centre, and both see the case until it answers', () => {
    given(...inProgress)
      .when(transfer)
      .then(transferRequested)
      .thenState((state) => {
        expect(state.status).toBe('in-progress');
        expect(state.status !== 'none' && visibleCentres(state)).toEqual(['loop-onsite', 'online']);
      })
      .againNothing();
  });

  it('needs another centre that exists, one at a time', () => {
    const to = (centre: string) =>
      ({ type: 'TransferCase', data: { centre, reason: 'x' } }) as const;
    given(opened).when(to('moon')).thenRefused('unknown-centre');
    given(opened).when(to('loop-onsite')).thenRefused('already-at-this-centre');
    given(opened, transferRequested)
      .when(to('shenzhen-onsite'))
      .thenRefused('transfer-already-requested', { to: 'online' });
  });

  it('is accepted by the receiving centre, where nobody holds it yet', () => {
    given(...waitingCase, transferRequested)
      .when(accept, { actor: ONLINE })
      .then(transferred)
      .thenState((state) => {
        expect(state).toMatchObject({ status: 'open', file: { centre: 'online', number: NUMBER } });
        expect(state).not.toHaveProperty('assignee');
        expect(state.status !== 'none' && visibleCentres(state)).toEqual(['online']);
      })
      .againNothing();
    given(opened, transferRequested).when(accept).thenRefused('not-the-receiving-centre');
    given(opened).when(accept, { actor: ONLINE }).thenRefused('no-transfer-requested');
  });

  it('is declined with a reason, and the case stays as it was', () => {
    given(...inProgress, transferRequested)
      .when(decline, { actor: ONLINE })
      .then(transferDeclined)
      .thenState((state) => expect(state).toMatchObject({ status: 'in-progress' }))
      .againNothing();
    given(opened, transferRequested).when(decline).thenRefused('not-the-receiving-centre');
    given(opened).when(decline, { actor: ONLINE }).thenRefused('no-transfer-requested');
  });

  it('lapses when the case is concluded first', () => {
    given(...inProgress, transferRequested, ...resolvedCase.slice(-1))
      .when(accept, { actor: ONLINE })
      .thenRefused('no-transfer-requested');
    given(...resolvedCase)
      .when(transfer)
      .thenRefused('already-resolved');
  });
});

describe('merging', () => {
  it('ends in the other case, and can be undone', () => {
    given(...waitingCase)
      .when(merge)
      .then(merged)
      .againNothing();
    given(...waitingCase, merged)
      .when(unmerge)
      .then(unmerged)
      .thenState((state) => expect(state).toMatchObject({ status: 'waiting', waitingOn: 'talent' }))
      .againNothing();
    given(opened).when(unmerge).thenRefused('not-merged');
  });

  it('keeps what was written while it was merged', () => {
    given(
      opened,
      merged,
      event('NoteAdded', { noteId: 'n-1', text: 'Both are one', by: 'x', at: '' }),
    )
      .when(unmerge)
      .thenState((state) => expect(state).toMatchObject({ file: { notes: [{ noteId: 'n-1' }] } }));
  });

  it('needs another open case of the same talent', () => {
    const mergedInto = (over: object) =>
      given(opened).when({ type: 'MergeCase', data: { into: { ...into, ...over } } });
    mergedInto({ number: NUMBER }).thenRefused('merge-into-itself');
    mergedInto({ status: 'closed' }).thenRefused('merge-target-not-open');
    mergedInto({ talentId: 'somebody-else' }).thenRefused('merge-target-of-another-talent');
    given(opened, merged)
      .when({ type: 'MergeCase', data: { into: { ...into, caseId: 'third' } } })
      .thenRefused('already-merged');
    given(opened, cancelled).when(merge).thenRefused('already-cancelled');
  });
});
