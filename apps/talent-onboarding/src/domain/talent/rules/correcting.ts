import { alreadySo, reject } from '@talentloop/event-sourcing';
import { localDay } from '@talentloop/locale';
import { checklistFacts, checklistFor, checklistPolicy } from '../policies/checklist';
import { type Correction, hasEnded, type Talent } from '../state';
import { judgeChanges, PARTS_MAX, type TalentDecision, type TalentRules } from './guards';

const withCorrection = (
  talent: Talent,
  id: string,
  rule: (correction: Correction) => TalentDecision,
): TalentDecision => {
  if (talent.status === 'draft') return reject('still-a-draft');
  const found = talent.record.corrections.find(({ correctionId }) => correctionId === id);
  if (!found) return reject('correction-not-found');
  return hasEnded(talent) ? reject('application-ended') : rule(found);
};

export const correcting: TalentRules<
  'RequestCorrection' | 'ApproveCorrection' | 'RejectCorrection'
> = {
  RequestCorrection: ({ correctionId, changes, effectiveAt, reason }, talent, { at, actor }) => {
    if (talent.status === 'draft') return reject('still-a-draft');
    if (hasEnded(talent)) return reject('application-ended');
    const { corrections: known } = talent.record;
    if (known.some((correction) => correction.correctionId === correctionId)) return alreadySo;
    if (known.length >= PARTS_MAX) return reject('limit-reached');
    if (effectiveAt !== undefined && effectiveAt > at) return reject('effective-at-in-future');
    const judged = judgeChanges(changes, talent, at);
    if ('rejected' in judged) return judged;
    if (Object.keys(judged.changes).length === 0) return reject('nothing-to-correct');
    return [
      {
        type: 'CorrectionRequested',
        data: { correctionId, changes: judged.changes, requestedBy: actor.id },
        ...(effectiveAt !== undefined && { effectiveAt }),
        reason,
      },
    ];
  },
  // A second person approves; the checklist is derived anew from what the record now says.
  ApproveCorrection: ({ correctionId }, talent, { at, actor }) =>
    withCorrection(talent, correctionId, ({ changes, effectiveAt, requestedBy, status }) => {
      if (status === 'approved') return alreadySo;
      if (status === 'rejected') return reject('correction-decided');
      if (requestedBy === actor.id) return reject('four-eyes');
      const facts = checklistFacts({ ...talent.record.details, ...changes }, localDay(at));
      const checklist = checklistFor(facts);
      return [
        {
          type: 'CorrectionApproved',
          data: { correctionId, changes, approvedBy: actor.id, checklist },
          ...(effectiveAt !== undefined && { effectiveAt }),
          policy: checklistPolicy(facts, checklist),
        },
      ];
    }),
  RejectCorrection: ({ correctionId, reason }, talent, { actor }) =>
    withCorrection(talent, correctionId, ({ status }) => {
      if (status === 'rejected') return alreadySo;
      if (status === 'approved') return reject('correction-decided');
      return [{ type: 'CorrectionRejected', data: { correctionId, rejectedBy: actor.id }, reason }];
    }),
};
