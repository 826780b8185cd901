import { type DecisionContext, reject } from '@talentloop/event-sourcing';
import type { ExitCommand, StayCommand } from './commands';
import { type Decision, hasEnded, type Talent } from './state';

/** From approval to departure. */
export const decideStay = (command: StayCommand, talent: Talent): Decision => {
  const { status } = talent;
  const { scope } = talent.record;
  switch (command.type) {
    case 'ActivateTalent':
      if (status === 'active') return [];
      if (status !== 'approved') return reject('not-approved');
      return [{ type: 'TalentActivated', data: scope }];
    case 'SuspendTalent':
      if (status === 'suspended') return [];
      if (status !== 'active') return reject('not-active');
      return [{ type: 'TalentSuspended', data: scope, reason: command.data.reason }];
    case 'ReinstateTalent':
      if (status === 'active') return [];
      if (status !== 'suspended') return reject('not-suspended');
      return [{ type: 'TalentReinstated', data: scope }];
    case 'RecordDeparture':
      if (talent.status === 'departed')
        return talent.on === command.data.on ? [] : reject('already-departed');
      if (status !== 'active' && status !== 'suspended') return reject('not-active');
      return [{ type: 'TalentDeparted', data: { ...scope, on: command.data.on } }];
  }
};

/** Ways out before somebody is active. */
export const decideExit = (
  command: ExitCommand,
  talent: Talent,
  { at }: DecisionContext,
): Decision => {
  const { scope } = talent.record;
  if (command.type === 'ExpireTalent') {
    if (talent.status === 'expired') return [];
    if (talent.status !== 'draft') return reject('not-a-draft');
    const { draftUntil } = talent;
    if (at < draftUntil) return reject('not-due');
    return [{ type: 'TalentExpired', data: { ...scope, due: draftUntil } }];
  }
  if (talent.status === 'withdrawn') return [];
  if (hasEnded(talent)) return reject('application-ended');
  if (talent.status === 'active' || talent.status === 'suspended') return reject('already-decided');
  return [{ type: 'ApplicationWithdrawn', data: scope, reason: command.data.reason }];
};
