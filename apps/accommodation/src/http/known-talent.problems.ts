import type { RefusalProblems } from '@talentloop/http';
import { translated } from '@talentloop/locale';
import type { KnownTalentRejection } from '../domain/known-talent/commands';

/** What a caller is answered for each refusal about a talent. */
export const knownTalentProblems: RefusalProblems<KnownTalentRejection> = {
  'talent-not-known': {
    status: 404,
    title: translated('There is no such talent', '沒有此人才', '没有此人才'),
  },
  'talent-left-already': { title: translated('The talent has left', '人才已離開', '人才已离开') },
};
