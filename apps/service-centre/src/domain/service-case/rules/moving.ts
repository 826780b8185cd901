import { alreadySo, reject } from '@talentloop/event-sourcing';
import { findCentre } from '../../values/centres';
import type { MergeTarget } from '../commands';
import { identityOf, type OpenedCase, pendingTransfer } from '../state';
import { type CaseRules, whileActive } from './guards';

/**
 * A case moves to another centre, which must accept it, or into another case, until somebody
 * unmerges it.
 */
export const moving: CaseRules<
  'TransferCase' | 'AcceptTransfer' | 'DeclineTransfer' | 'MergeCase' | 'UnmergeCase'
> = {
  TransferCase: ({ centre, reason }, state, { at, actor }) =>
    whileActive(state, ({ file }) => {
      if (!findCentre(centre)) return reject('unknown-centre');
      if (file.centre === centre) return reject('already-at-this-centre');
      const pending = pendingTransfer(state);
      if (pending)
        return pending.to === centre
          ? alreadySo
          : reject('transfer-already-requested', { to: pending.to });
      const data = { from: file.centre, to: centre, by: actor.id, at };
      return [{ type: 'CaseTransferRequested', data, reason }];
    }),
  AcceptTransfer: (_, state, { actor }) => {
    const pending = pendingTransfer(state);
    if (!pending) {
      const { transfer } = state.file;
      const done = transfer?.outcome === 'accepted' && transfer.to === actor.centre;
      return done ? alreadySo : reject('no-transfer-requested');
    }
    if (actor.centre !== pending.to) return reject('not-the-receiving-centre');
    const data = { ...identityOf(state.file), centre: pending.to, fromCentre: pending.from };
    return [{ type: 'CaseTransferred', data }];
  },
  DeclineTransfer: ({ reason }, state, { actor }) => {
    const pending = pendingTransfer(state);
    if (!pending) {
      const { transfer } = state.file;
      const done = transfer?.outcome === 'declined' && transfer.to === actor.centre;
      return done ? alreadySo : reject('no-transfer-requested');
    }
    if (actor.centre !== pending.to) return reject('not-the-receiving-centre');
    const { from, to } = pending;
    return [{ type: 'CaseTransferDeclined', data: { from, to }, reason }];
  },
  MergeCase: ({ into }, state) => {
    if (state.status === 'merged' && state.into === into.caseId) return alreadySo;
    return whileActive(state, ({ file }) => {
      if (into.number === file.number) return reject('merge-into-itself');
      if (!openForMerging.includes(into.status)) return reject('merge-target-not-open');
      if (isOfAnother(into, state)) return reject('merge-target-of-another-talent');
      return [{ type: 'CaseMerged', data: { ...identityOf(file), into: into.caseId } }];
    });
  },
  UnmergeCase: (_, state) => {
    if (state.status !== 'merged')
      return state.file.cameBackBy === 'unmerging' ? alreadySo : reject('not-merged');
    const data = { ...identityOf(state.file), from: state.into };
    return [{ type: 'CaseUnmerged', data }];
  },
};

const openForMerging: readonly string[] = ['open', 'assigned', 'in-progress', 'waiting'];

/** An enquiry without a talent may become part of anybody's case. */
const isOfAnother = (into: MergeTarget, { file }: OpenedCase): boolean =>
  file.talentId !== undefined && into.talentId !== file.talentId;
