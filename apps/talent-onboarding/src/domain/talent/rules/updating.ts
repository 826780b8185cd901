import { alreadySo, reject } from '@talentloop/event-sourcing';
import { draftUntilFrom } from '../../values/draft-expiry';
import { judgeChanges, type TalentRules } from './guards';

export const updating: TalentRules<'UpdateDetails'> = {
  UpdateDetails: (data, talent, { at }) => {
    if (talent.status !== 'draft') return reject('not-a-draft');
    const judged = judgeChanges(data.changes, talent, at);
    if ('rejected' in judged) return judged;
    const { changes } = judged;
    if (Object.keys(changes).length === 0) return alreadySo;
    return [{ type: 'DetailsUpdated', data: { changes, draftUntil: draftUntilFrom(at) } }];
  },
};
