import { type DecisionContext, reject } from '@talentloop/event-sourcing';
import type { AdmissionCommand, RefuseTalent } from './commands';
import { admissionPolicy } from './policies';
import type { Decision, Talent } from './state';

/** The approver is not the verifier: four eyes. */
const approve = (talent: Talent, { actor }: DecisionContext): Decision => {
  if (talent.status === 'approved') return [];
  if (talent.status !== 'verified') return reject('not-verified');
  const { verifiedBy, record } = talent;
  if (verifiedBy === actor.id) return reject('four-eyes');
  const { needs, accommodation } = record.details;
  const housing = accommodation && needs.includes('accommodation') ? { accommodation } : {};
  return [
    {
      type: 'TalentApproved',
      data: { ...record.scope, approvedBy: actor.id, needs, ...housing },
      policy: admissionPolicy(record, actor, { approvedAfter: verifiedBy }),
    },
  ];
};

const refuse = (
  { code, reason }: RefuseTalent['data'],
  talent: Talent,
  { actor }: DecisionContext,
): Decision => {
  switch (talent.status) {
    case 'refused':
      return talent.code === code ? [] : reject('already-decided');
    case 'draft':
      return reject('not-submitted');
    case 'withdrawn':
    case 'expired':
      return reject('application-ended');
    case 'approved':
    case 'active':
    case 'suspended':
    case 'departed':
      return reject('already-decided');
    case 'submitted':
    case 'screening':
    case 'information-requested':
    case 'verified':
      return [
        {
          type: 'TalentRefused',
          data: { ...talent.record.scope, code, refusedBy: actor.id },
          reason,
          policy: admissionPolicy(talent.record, actor, { refusedWith: code }),
        },
      ];
  }
};

export const decideAdmission = (
  command: AdmissionCommand,
  talent: Talent,
  context: DecisionContext,
): Decision =>
  command.type === 'ApproveTalent'
    ? approve(talent, context)
    : refuse(command.data, talent, context);
