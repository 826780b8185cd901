import { alreadySo, reject } from '@talentloop/event-sourcing';
import { admissionPolicy } from '../policies/admission';
import type { TalentRules } from './guards';

export const admitting: TalentRules<'ApproveTalent' | 'RefuseTalent'> = {
  // Four eyes: the person who approves is not the one who verified.
  ApproveTalent: (_, talent, { actor }) => {
    if (talent.status === 'approved') return alreadySo;
    if (talent.status !== 'verified') return reject('not-verified');
    const { verifiedBy, record } = talent;
    if (verifiedBy === actor.id) return reject('four-eyes');
    const { needs, accommodation } = record.details;
    const housing = needs.includes('accommodation') && accommodation && { accommodation };
    return [
      {
        type: 'TalentApproved',
        data: { ...record.scope, approvedBy: actor.id, needs, ...housing },
        policy: admissionPolicy(record, actor, { approvedAfter: verifiedBy }),
      },
    ];
  },
  RefuseTalent: ({ code, reason }, talent, { actor }) => {
    switch (talent.status) {
      case 'refused':
        return talent.code === code ? alreadySo : reject('already-decided');
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
  },
};
