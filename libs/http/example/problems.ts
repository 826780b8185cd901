import type { RefusalProblems } from '../index';
import type { ThingRejection } from './commands';

/** Total by type: a refusal code without a title does not compile. */
export const problems: RefusalProblems<ThingRejection> = {
  'already-added': {
    title: { en: 'It was added before', 'zh-Hant': '已登記', 'zh-Hans': '已登记' },
  },
  'already-scrapped': {
    title: { en: 'It was scrapped', 'zh-Hant': '已報廢', 'zh-Hans': '已报废' },
  },
  'not-added': {
    title: { en: 'There is no such thing', 'zh-Hant': '不存在', 'zh-Hans': '不存在' },
  },
  'no-such-remark': {
    status: 404,
    title: { en: 'There is no such remark', 'zh-Hant': '沒有這項備註', 'zh-Hans': '没有这项备注' },
  },
};
