import { alreadySo, reject } from '@talentloop/event-sourcing';
import type { TalentRules } from './guards';

/** From approval to departure. */
export const staying: TalentRules<
  'ActivateTalent' | 'SuspendTalent' | 'ReinstateTalent' | 'RecordDeparture'
> = {
  ActivateTalent: (_, { status, record }) => {
    if (status === 'active') return alreadySo;
    if (status !== 'approved') return reject('not-approved');
    return [{ type: 'TalentActivated', data: record.scope }];
  },
  SuspendTalent: ({ reason }, { status, record }) => {
    if (status === 'suspended') return alreadySo;
    if (status !== 'active') return reject('not-active');
    return [{ type: 'TalentSuspended', data: record.scope, reason }];
  },
  ReinstateTalent: (_, { status, record }) => {
    if (status === 'active') return alreadySo;
    if (status !== 'suspended') return reject('not-suspended');
    return [{ type: 'TalentReinstated', data: record.scope }];
  },
  RecordDeparture: ({ on }, talent) => {
    if (talent.status === 'departed')
      return talent.on === on ? alreadySo : reject('already-departed');
    if (talent.status !== 'active' && talent.status !== 'suspended') return reject('not-active');
    return [{ type: 'TalentDeparted', data: { ...talent.record.scope, on } }];
  },
};
