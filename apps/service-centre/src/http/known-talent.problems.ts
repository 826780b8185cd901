import type { RefusalProblems } from '@talentloop/http';
import { translated } from '@talentloop/locale';
import type { KnownTalentRejection } from '../domain/known-talent/commands';

/** What a caller is answered for each refusal about a talent of another service. */
export const knownTalentProblems: RefusalProblems<KnownTalentRejection> = {
  'talent-not-known': {
    status: 404,
    title: translated(
      'The talent is not known here',
      '此處未有該人才的資料',
      '此处没有该人才的资料',
    ),
  },
  'known-otherwise': {
    title: translated(
      'The talent is already known with other data',
      '該人才的資料不符',
      '该人才的资料不符',
    ),
  },
};
