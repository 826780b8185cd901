import type { RefusalProblems } from '@talentloop/http';
import { translated } from '@talentloop/locale';
import type { SponsorRejection } from '../domain/sponsor/commands';

/** What a caller is answered for each refusal about a company. */
export const sponsorProblems: RefusalProblems<SponsorRejection> = {
  'sponsor-not-found': {
    status: 404,
    title: translated('There is no such company', '沒有此公司', '没有此公司'),
  },
  'sponsor-already-registered': {
    title: translated('The company was registered already', '公司已登記', '公司已登记'),
  },
  'quota-until-past': {
    title: {
      en: 'The end of the quota is in the past',
      'zh-Hant': '配額期限已過',
      'zh-Hans': '配额期限已过',
    },
  },
  'quota-below-reserved': {
    title: {
      en: 'More places than that are already used',
      'zh-Hant': '已使用的名額多於此數',
      'zh-Hans': '已使用的名额多于此数',
    },
  },
  'quota-exhausted': {
    title: translated('The company has no place left', '公司已無名額', '公司已无名额'),
  },
};
