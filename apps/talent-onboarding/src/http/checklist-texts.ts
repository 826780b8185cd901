import { type Language, type Translated, translated } from '@talentloop/locale';

const reasons: ReadonlyMap<string, Translated> = new Map([
  ['everyone', translated('Everyone is asked for it', '人人均須提供', '人人均须提供')],
  ['from-hong-kong', translated('You come from Hong Kong', '你來自香港', '你来自香港')],
  [
    'chinese-permanent-resident-crosses',
    translated(
      'As a Chinese permanent resident of Hong Kong you cross the boundary with it',
      '你是中國籍香港永久居民，過境須持此證',
      '你是中国籍香港永久居民，过境须持此证',
    ),
  ],
  [
    'non-chinese-permanent-resident-crosses',
    translated(
      'As a non-Chinese permanent resident of Hong Kong you cross the boundary with it',
      '你是非中國籍香港永久居民，過境須持此證',
      '你是非中国籍香港永久居民，过境须持此证',
    ),
  ],
  ['from-the-mainland', translated('You come from the Mainland', '你來自內地', '你来自内地')],
  ['from-overseas', translated('You come from overseas', '你來自海外', '你来自海外')],
  [
    'needs-permission-to-stay',
    translated(
      'You apply for permission to stay in Hong Kong',
      '你申請在香港逗留',
      '你申请在香港逗留',
    ),
  ],
  ['brings-spouse', translated('Your spouse comes with you', '配偶隨行', '配偶随行')],
  ['brings-children', translated('Your children come with you', '子女隨行', '子女随行')],
  ['child-of-school-age', translated('A child is of school age', '有學齡子女', '有学龄子女')],
  ['child-under-six', translated('A child is under six', '有六歲以下子女', '有六岁以下子女')],
  [
    'asked-for-schooling',
    translated('You asked for schooling', '你要求入學協助', '你要求入学协助'),
  ],
  [
    'asked-for-childcare',
    translated('You asked for childcare', '你要求託兒協助', '你要求托儿协助'),
  ],
  [
    'asked-for-accommodation',
    translated('You asked for accommodation', '你要求住宿協助', '你要求住宿协助'),
  ],
  ['asked-for-banking', translated('You asked for banking', '你要求銀行協助', '你要求银行协助')],
  [
    'asked-for-transport',
    translated('You asked for transport', '你要求交通協助', '你要求交通协助'),
  ],
]);

const schemePrefix = 'scheme-';

/** Why something is asked, in the reader's language, from the code of the rule that asked. */
export const reasonText = (why: string, language: Language): string => {
  if (why.startsWith(schemePrefix)) {
    const scheme = why.slice(schemePrefix.length);
    return translated(
      `The scheme ${scheme} asks for it`,
      `${scheme} 計劃要求提供`,
      `${scheme} 计划要求提供`,
    )[language];
  }
  return reasons.get(why)?.[language] ?? why;
};
