import { type DecisionContext, reject } from '@talentloop/event-sourcing';
import { localDay } from '@talentloop/locale';
import { checklistFacts, checklistFor } from './checklist';
import type { ApproveCorrection, CorrectionCommand, RequestCorrection } from './commands';
import { judgeChanges } from './decide-details';
import { MOST_PARTS } from './limits';
import { checklistPolicy } from './policies';
import { type Correction, type Decision, hasEnded, type Talent } from './state';

const request = (
  { correctionId, changes, effectiveAt, reason }: RequestCorrection['data'],
  { record }: Talent,
  { at, actor }: DecisionContext,
): Decision => {
  const { corrections, details } = record;
  if (corrections.some((known) => known.correctionId === correctionId)) return [];
  if (corrections.length >= MOST_PARTS) return reject('limit-reached');
  if (effectiveAt !== undefined && effectiveAt > at) return reject('effective-at-in-future');
  const judged = judgeChanges(changes, details, at);
  if ('rejected' in judged) return judged;
  if (Object.keys(judged.changes).length === 0) return reject('nothing-to-correct');
  return [
    {
      type: 'CorrectionRequested',
      data: { correctionId, changes: judged.changes, requestedBy: actor.id },
      ...(effectiveAt === undefined ? {} : { effectiveAt }),
      reason,
    },
  ];
};

/** A second person approves; what is asked is derived anew from what the record now says. */
const approve = (
  { correctionId }: ApproveCorrection['data'],
  { changes, effectiveAt, requestedBy, status }: Correction,
  { record }: Talent,
  { at, actor }: DecisionContext,
): Decision => {
  if (status === 'approved') return [];
  if (status === 'rejected') return reject('correction-decided');
  if (requestedBy === actor.id) return reject('four-eyes');
  const facts = checklistFacts({ ...record.details, ...changes }, localDay(at));
  const checklist = checklistFor(facts);
  return [
    {
      type: 'CorrectionApproved',
      data: { correctionId, changes, approvedBy: actor.id, checklist },
      ...(effectiveAt === undefined ? {} : { effectiveAt }),
      policy: checklistPolicy(facts, checklist),
    },
  ];
};

export const decideCorrection = (
  command: CorrectionCommand,
  talent: Talent,
  context: DecisionContext,
): Decision => {
  if (talent.status === 'draft') return reject('still-a-draft');
  const { corrections } = talent.record;
  const correction = corrections.find((it) => it.correctionId === command.data.correctionId);
  if (command.type !== 'RequestCorrection' && !correction) return reject('correction-not-found');
  if (hasEnded(talent)) return reject('application-ended');
  if (command.type === 'RequestCorrection') return request(command.data, talent, context);
  if (!correction) return reject('correction-not-found');
  if (command.type === 'ApproveCorrection')
    return approve(command.data, correction, talent, context);
  if (correction.status === 'rejected') return [];
  if (correction.status === 'approved') return reject('correction-decided');
  const { correctionId, reason } = command.data;
  return [
    { type: 'CorrectionRejected', data: { correctionId, rejectedBy: context.actor.id }, reason },
  ];
};
